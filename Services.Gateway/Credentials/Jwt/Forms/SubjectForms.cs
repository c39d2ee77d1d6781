using System.Text.RegularExpressions;

namespace Nanobot.Services.Gateway.Credentials.Jwt.Forms;

/// <summary>Forms of ids that the platform gives out; a token with another one cannot mean anybody here.</summary>
internal static partial class SubjectForms
{
    public static bool IsUserId(string id) => UserId().IsMatch(id);

    public static bool IsTenantId(string id) => TenantId().IsMatch(id);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.@-]{2,49}\z", RegexOptions.CultureInvariant)]
    private static partial Regex UserId();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_-]{1,48}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex TenantId();
}
