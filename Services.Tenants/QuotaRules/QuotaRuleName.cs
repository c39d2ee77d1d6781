using System.Text.RegularExpressions;

namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>Form of a rule's name.</summary>
internal static partial class QuotaRuleName
{
    public const string Form = "must be 1 to 100 letters, digits, '_', '.' and '-', with a letter or digit in front";

    public static bool IsValid(string name) => Whole().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
