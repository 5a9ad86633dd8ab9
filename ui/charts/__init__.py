"""What Plotly and ECharts are fed with, and tables. Pure."""
