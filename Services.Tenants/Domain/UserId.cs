using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Tenants.Domain;

/// <summary>Form of a user's id within its tenant; case matters.</summary>
internal static partial class UserId
{
    public const string Form = "must be 3 to 50 letters, digits, '_', '.', '@' and '-', with a letter or digit in front";

    public static bool IsValid([NotNullWhen(true)] string? id) => id is not null && Pattern().IsMatch(id);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.@-]{2,49}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
