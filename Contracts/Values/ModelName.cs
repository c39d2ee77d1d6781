using System.Diagnostics.CodeAnalysis;

namespace Nanobot.Contracts.Values;

/// <summary>What somebody calls a model who wants that one and no other: one line. Whether there is one of that name, and who may use it, is another matter.</summary>
public sealed record ModelName : DomainValue<ModelName>, IDomainValue<ModelName>
{
    /// <summary>Characters that it has at most.</summary>
    public const int MaximumLength = 300;

    private ModelName(string value)
        : base(value)
    {
    }

    /// <inheritdoc />
    public static string Form => OneLine.Form(MaximumLength);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ModelName? value)
    {
        value = OneLine.TryCompose(text, MaximumLength, out var composed) && composed == text ? new ModelName(composed) : null;
        return value is not null;
    }
}
