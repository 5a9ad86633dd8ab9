"""What surrounds the app: the page that Streamlit serves, its fonts, how they are sent."""
