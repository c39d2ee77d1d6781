using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Nanobot.Contracts.Values;

/// <summary>Id of a user within its tenant; case matters.</summary>
public sealed partial record UserId : DomainValue<UserId>, IDomainValue<UserId>
{
    /// <summary>What ids match and nothing else does, as SQL and schemas write it.</summary>
    public const string Pattern = "^" + Id + "$";

    private const string Id = "[A-Za-z0-9][A-Za-z0-9_.@-]{2,49}";

    private UserId(string value)
        : base(value)
    {
    }

    /// <inheritdoc />
    public static string Form => "must be 3 to 50 letters, digits, '_', '.', '@' and '-', with a letter or digit in front";

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out UserId? value)
    {
        value = text is not null && Whole().IsMatch(text) ? new UserId(text) : null;
        return value is not null;
    }

    // '$' would let a line end pass.
    [GeneratedRegex(@"\A" + Id + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
