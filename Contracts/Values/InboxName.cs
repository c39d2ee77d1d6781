using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Nanobot.Contracts.Values;

/// <summary>Name of an inbox for news, unique among those of its user, or of its tenant; reports call the source so.</summary>
public sealed partial record InboxName : DomainValue<InboxName>, IDomainValue<InboxName>
{
    /// <summary>What every name matches, as schemas write it.</summary>
    public const string Pattern = "^" + Name + "$";

    private const string Name = "[a-z0-9][a-z0-9._-]{0,63}";

    private InboxName(string value)
        : base(value)
    {
    }

    /// <inheritdoc />
    public static string Form => "must be 1 to 64 small letters, digits, '.', '_' and '-', with a letter or digit in front";

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out InboxName? value)
    {
        value = text is not null && Whole().IsMatch(text) ? new InboxName(text) : null;
        return value is not null;
    }

    [GeneratedRegex(@"\A" + Name + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
