namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>The closing price of a trading day.</summary>
internal readonly record struct DayClose(DateOnly Date, decimal Close);
