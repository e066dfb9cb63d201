"""The Streamlit entry: `streamlit run app.py`."""

from vssqa.ui.navigation import run

run()
