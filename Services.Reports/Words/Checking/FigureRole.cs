namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>What a figure of a quote's line is. One number can be several.</summary>
[Flags]
internal enum FigureRole
{
    /// <summary>Not known: the line is not of a quote.</summary>
    None = 0,
    Close = 1,
    Base = 2,
    Change = 4,
    Low = 8,
    High = 16,
    Volume = 32,
    Percent = 64,
    Date = 128,
    BaseDate = 256,

    /// <summary>Another figure of the quote, such as an average.</summary>
    Other = 512,

    /// <summary>An amount of money.</summary>
    Money = Close | Base | Change | Low | High,
}
