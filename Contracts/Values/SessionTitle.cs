using System.Diagnostics.CodeAnalysis;

namespace Nanobot.Contracts.Values;

/// <summary>What a user calls a session: one line, in Unicode's composed form (NFC), without white space around it.</summary>
public sealed record SessionTitle : DomainValue<SessionTitle>, IDomainValue<SessionTitle>
{
    /// <summary>Characters that it has at most.</summary>
    public const int MaximumLength = 200;

    private SessionTitle(string value)
        : base(value)
    {
    }

    /// <inheritdoc />
    public static string Form => OneLine.Form(MaximumLength);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SessionTitle? value)
    {
        value = OneLine.TryCompose(text, MaximumLength, out var composed) ? new SessionTitle(composed) : null;
        return value is not null;
    }
}
