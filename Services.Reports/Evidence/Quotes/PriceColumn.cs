namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>What a column of a price file holds.</summary>
internal enum PriceColumn
{
    Date,
    Time,
    Open,
    High,
    Low,
    Close,
    Volume,
    Symbol,
    Adjusted,
    Split,
    Currency,
}
