using System.Reflection;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Architecture.Tests;

/// <summary>
/// A context is believed by the database, so it matters who makes one: each way to one has its few users, and there is no
/// other way.
/// </summary>
public sealed class TenantContextTests
{
    private const string Own = nameof(TenantContext);

    // A way to a context, and the types that may go it. Stored work is claimed where it is stored.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [".ctor"] = [Own],
        ["Verified"] = ["TenantContextCodec"],
        ["ForCredential"] = ["ContextMinter"],
        ["ForOperatorIn"] = ["ContextMinter"],
        ["get_Gateway"] = ["TenantsDirectory", "AuditClient", "ChangesClient", "KeptAmounts", "LinkDoor"],
        ["get_Module"] = ["AuditKeeperClient", "TenantStandingsClient"],
        ["ForTenantEvent"] = ["StandingCheck", "DueScan", "CreateTenantHandler", "TenantChanger", "TrialEnds", "RevokeKeyHandler", "EndTokensHandler", "ManagedTenants", "PolicyTransaction", "QuotaBook", "InboxDoor", "IssueKeyHandler", "RotateKeyHandler", "AttributeBook", "QuotaRuleStore", "DecideRaiseRequestHandler"],
        ["ForStoredEvent"] = ["EventSigner"],
        ["ForWork"] = ["ReportLane", "DueJobs", "JobArming", "RunQueue", "RequestedTurns", "ConsolidationQueue", "DeliveryQueue", "RuleQueue", "Unsubscribing", "SharedReports", "InboxDoor"],
        ["AsMember"] = ["TenantContextHeaders"],
    };

    // Those that take a context and give one of the same tenant, and those that only read one.
    private static readonly string[] Open = ["AsUser", "From", "op_Equality", "op_Inequality", "Equals", "GetHashCode", "ToString", "PrintMembers", "<Clone>$"];

    [Fact]
    public void A_context_is_made_in_the_listed_places_alone()
    {
        var uses = Repository.NotEmpty(Product().SelectMany(Makers).ToList(), "makers of contexts");

        Assert.Equal([], uses.Where(use => !IsAllowed(use)).Select(use => $"{use.User} uses {Own}.{use.Member}"));
        // A way that nobody goes is none.
        Assert.Equal([], Allowed.Keys.Where(member => uses.All(use => use.Member != member)));
    }

    [Fact]
    public void There_is_no_other_way_to_a_context()
    {
        var ways = typeof(TenantContext).GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .OfType<MethodBase>().Where(method => method is ConstructorInfo || (method as MethodInfo)?.ReturnType == typeof(TenantContext))
            .Select(method => method.Name);

        Assert.Equal(["<Clone>$", "AsUser", "ForCredential", "ForOperatorIn", "ForStoredEvent", "ForTenantEvent", "ForWork", "From", "get_Gateway", "get_Module"], ways.Order(StringComparer.Ordinal));
        Assert.All(typeof(TenantContext).GetProperties(), property => Assert.False(property.CanWrite, property.Name));
    }

    [Fact]
    public void A_maker_that_is_not_listed_is_found()
    {
        var planted = Makers(typeof(Offender).Assembly.Location).Where(use => use.User.EndsWith($".{nameof(TenantContextTests)}", StringComparison.Ordinal)).ToList();

        Assert.Equal(["ForCredential", "ForWork"], planted.Select(use => use.Member).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(planted, IsAllowed);
    }

    private static bool IsAllowed((string User, string Member) use) =>
        Allowed.TryGetValue(use.Member, out var users)
        && users.Any(user => use.User.EndsWith($".{user}", StringComparison.Ordinal));

    private static IEnumerable<(string User, string Member)> Makers(string assembly) => CompiledUses.Of(assembly, typeof(TenantContext))
        .Where(use => !Open.Contains(use.Member) && (!use.Member.StartsWith("get_", StringComparison.Ordinal) || Allowed.ContainsKey(use.Member)))
        // Its own parts: the factories themselves, and what the compiler makes of a record.
        .Where(use => use.User != typeof(TenantContext).FullName || use.Member == ".ctor");

    private static List<string> Product() => Directory
        .EnumerateFiles(AppContext.BaseDirectory, "*.dll")
        .Where(file => Repository.Projects.Contains(Path.GetFileNameWithoutExtension(file)))
        .ToList();

    private sealed class Offender
    {
        public static Func<TenantContext> Hidden { get; } = () => TenantContext.ForWork("acme", "ada", null, 1);

        public static async Task<TenantContext> HiddenAsync()
        {
            await Task.Yield();
            return TenantContext.ForCredential("acme", "ada", "operator", null, 1);
        }
    }
}
