using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Architecture.Tests;

/// <summary>Work across tenants is the exception: whoever does it stands here.</summary>
public sealed class PlatformDbTests
{
    private static readonly string[] Allowed =
    [
        // The platform's own: locks, the relay, what is past its retention, whether the database answers.
        "DatabaseExtensions", "DatabaseLock", "SessionHold", "OutboxRelay", "MessagePurge", "DatabaseOutage",
        // Claims of stored work, which end in a tenant's scope.
        "ReportQueue", "DueJobs", "ArmedJobs", "RunQueue", "ConsolidationQueue", "DeliveryQueue", "RuleQueue", "ArchiveQueue",
        // Rules of zones, which belong to no tenant, and calendars whose jobs are armed anew; jobs of all users that use one.
        "ZoneRules", "ChangedCalendars", "CalendarUse",
        // What runs in each second, of all tenants.
        "SlotLedger", "LoadCurve",
        // Calls of the model that no process closes any more.
        "LedgerCare",
        // Calls that are past their retention, and those of whom is erased.
        "LedgerRetention", "LedgerErasure",
        // Runs that ended long ago.
        "RunRetention",
        // Trials that end by themselves.
        "TrialEnds",
        // What gateways must know of, of whichever tenant.
        "ChangeHistory",
        // Operators, and credentials before a tenant is known.
        "TenantLookup", "TenantChanger", "ListTenantsEndpoint", "GetTenantEndpoint", "ListKeysEndpoint", "IssueKeyHandler", "RevokeKeyHandler",
        "OperatorKeyBootstrap", "ResolveCredentialEndpoint", "GetTenantSnapshotEndpoint", "GetUserSnapshotEndpoint",
        "GetKeySnapshotEndpoint", "EndTokensHandler", "ManagedTenants", "KeyManagers", "RotateKeyHandler", "NoteKeysUsedEndpoint",
        // Own amounts, and the epoch of the tenant whose they are.
        "QuotaChanger", "KeyQuotas", "RaiseRequests", "DecideRaiseRequestHandler", "QuotaRuleStore", "DueQuotaRules",
        // How busy a tenant with rules by load is, and how tenants stand for those that do their stored work.
        "TenantLoad", "FindTenantStatesEndpoint",
        // What a tenant keeps, for the gateway.
        "GetTenantUsageEndpoint",
        // The installation's policies, which belong to no tenant and bind each.
        "PolicyDb", "PolicySetsOf", "PolicySourceReader", "GetPolicySourcesEndpoint", "GetOwnPolicySourcesEndpoint", "ExplainPoliciesEndpoint", "SimulatePoliciesEndpoint",
        // Secrets that are sealed anew when their key changes.
        "SecretResealing",
        // Audit: what operators read, what the gateway tells, what is past its retention.
        "AuditReader", "ListTenantAuditEndpoint", "RecordAuditEndpoint", "RecordChangesEndpoint", "AuditRetention",
        // Changes that concern no tenant, on their way to the audit.
        "AuditTelling",
        // Events that were put aside, of all tenants, and the audit of what operators do to them.
        "DeadLetterDesk", "DeadLetterWork",
        // What sources of evidence said last, which belongs to no tenant.
        "SourceStore", "SourceSweep",
        // What operators say of the scheduler as a whole, and see of all jobs.
        "FiringSwitch", "Overview", "Arrears", "ReplayedJobs",
        // Links, which say no tenant: their rows do.
        "SharedReports", "InboxDoor",
        // Reports past their retention, and what the store has of none.
        "ReportRetention", "OrphanSweep",
        // News that are too old to be evidence.
        "InboxSweep",
    ];

    [Fact]
    public void Only_the_listed_types_work_across_tenants()
    {
        var users = Repository.NotEmpty(
            [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(static file => Repository.Projects.Contains(Path.GetFileNameWithoutExtension(file))).SelectMany(Users).Distinct()],
            "users of the platform's login");

        Assert.Equal([], users.Except(Allowed));
    }

    [Fact]
    public void A_user_that_is_not_listed_is_found() =>
        Assert.Equal([nameof(PlatformDbTests)], Users(typeof(PlatformDbTests).Assembly.Location).Except(Allowed).Where(static user => user == nameof(PlatformDbTests)));

    private static IEnumerable<string> Users(string assembly) => CompiledUses.Of(assembly, typeof(PlatformDb))
        .Where(static use => use.User != typeof(PlatformDb).FullName)
        .Select(static use => use.User[(use.User.LastIndexOf('.') + 1)..].Split('`')[0]);

    private static class Offender
    {
        public static Task<int> HiddenAsync(PlatformDb db) => db.ExecuteAsync(new PlatformScope("planted"), new Sql("select 1"), default);
    }
}
