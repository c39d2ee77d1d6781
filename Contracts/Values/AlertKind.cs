namespace Nanobot.Contracts.Values;

/// <summary>What of the market a user wants to be told of as soon as it happens.</summary>
public sealed record AlertKind : Choice<AlertKind>, IChoice<AlertKind>
{
    private AlertKind(string value)
        : base(value)
    {
    }

    /// <summary>A price rises above a threshold.</summary>
    public static AlertKind PriceAbove { get; } = new("price_above");

    /// <summary>A price falls below it.</summary>
    public static AlertKind PriceBelow { get; } = new("price_below");

    /// <summary>A price has moved by so many percent since the trading day before: up where the threshold is above zero, down where it is below.</summary>
    public static AlertKind ChangePercent { get; } = new("change_percent");

    /// <summary>So many times the usual volume is traded.</summary>
    public static AlertKind VolumeRatio { get; } = new("volume_ratio");

    /// <summary>A headline has a word.</summary>
    public static AlertKind Keyword { get; } = new("keyword");

    /// <inheritdoc />
    public static IReadOnlyList<AlertKind> All { get; } = [PriceAbove, PriceBelow, ChangePercent, VolumeRatio, Keyword];
}
