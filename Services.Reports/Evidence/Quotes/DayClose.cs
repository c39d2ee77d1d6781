namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>The closing price of a trading day, and how much was traded where that is known.</summary>
internal readonly record struct DayClose(DateOnly Date, decimal Close, long? Volume = null);
