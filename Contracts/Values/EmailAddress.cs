using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Nanobot.Contracts.Values;

/// <summary>
/// An address of mail: the part of RFC 5321 that is in use, which no header and no command of a mail server can read in two ways. Domains are written in ASCII.
/// </summary>
public sealed partial record EmailAddress : DomainValue<EmailAddress>, IDomainValue<EmailAddress>
{
    /// <summary>Characters that one has at most.</summary>
    public const int MaximumLength = 254;

    /// <summary>What every address matches, as schemas write it.</summary>
    public const string Pattern = "^" + Local + "@" + Domain + "$";

    private const string Local = "(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*";
    private const string Label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private const string Domain = Label + "(\\." + Label + ")+";

    private EmailAddress(string value)
        : base(value)
    {
    }

    /// <inheritdoc />
    public static string Form => "must be an address of mail, such as ada@example.com";

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out EmailAddress? value)
    {
        value = text is { Length: <= MaximumLength } && Whole().IsMatch(text) ? new EmailAddress(text) : null;
        return value is not null;
    }

    [GeneratedRegex(@"\A" + Local + "@" + Domain + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
