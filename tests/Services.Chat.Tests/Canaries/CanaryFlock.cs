using System.Globalization;
using System.Text.RegularExpressions;
using Nanobot.Testing;

namespace Nanobot.Services.Chat.Tests.Canaries;

/// <summary>All users of a trial. Users of different tenants have the same names, so that nothing but the tenant tells them apart.</summary>
internal sealed partial class CanaryFlock
{
    private readonly Dictionary<string, Canary> _byWord;
    private readonly Dictionary<(string Tenant, string User), Canary> _byUser;

    public CanaryFlock(int tenants, int users, Random random)
    {
        All =
        [
            .. from tenant in Enumerable.Range(0, tenants).Select(static _ => TestContexts.NewTenantId()).ToList()
            from user in Enumerable.Range(0, users)
            select new Canary(TestContexts.User(string.Create(CultureInfo.InvariantCulture, $"user_{user:00}"), tenant), $"cnr{random.NextInt64():x16}"),
        ];
        _byWord = All.ToDictionary(static canary => canary.Word, StringComparer.OrdinalIgnoreCase);
        _byUser = All.ToDictionary(static canary => (canary.User.TenantId!, canary.User.UserId!));
    }

    public IReadOnlyList<Canary> All { get; }

    /// <summary>Whose words stand in a text, each once.</summary>
    public IEnumerable<Canary> In(string text) => Word().Matches(text).Select(word => _byWord.GetValueOrDefault(word.Value)).OfType<Canary>().Distinct();

    /// <summary>The words themselves with the places that they were put into, each once.</summary>
    public static IEnumerable<string> Words(string text) => Placed().Matches(text).Select(static word => word.Value).Distinct(StringComparer.Ordinal);

    public Canary? Of(string? tenant, string? user) => tenant is null || user is null ? null : _byUser.GetValueOrDefault((tenant, user));

    [GeneratedRegex("cnr[0-9a-f]{16}", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex("cnr[0-9a-f]{16}(?:-[a-z0-9]+)?")]
    private static partial Regex Placed();
}
