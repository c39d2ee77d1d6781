using System.Diagnostics.CodeAnalysis;

namespace Nanobot.Contracts.Values;

/// <summary>What users call somebody whom they follow; letter case and the @ of a handle count for nothing where names are compared.</summary>
public sealed record InfluencerName : DomainValue<InfluencerName>, IDomainValue<InfluencerName>
{
    /// <summary>Characters that it has at most.</summary>
    public const int MaximumLength = 100;

    private InfluencerName(string value)
        : base(value)
    {
    }

    /// <inheritdoc />
    public static string Form => OneLine.Form(MaximumLength);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out InfluencerName? value)
    {
        value = OneLine.TryCompose(text, MaximumLength, out var composed) ? new InfluencerName(composed) : null;
        return value is not null;
    }
}
