using System.Text.RegularExpressions;

namespace Nanobot.Services.Tenants.Models;

/// <summary>Form of a model's name among its owner's.</summary>
internal static partial class ModelNames
{
    public const string Form = "must be 1 to 64 small letters, digits, '.', '_' and '-', with a letter or digit in front";

    public static bool IsValid(string? name) => name is not null && Whole().IsMatch(name);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
