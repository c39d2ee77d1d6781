using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Bus.RollCalls;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Data;
using Nanobot.Platform.Data.Hosting;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Platform.Messaging;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Attributes;
using Nanobot.Services.Tenants.Audit;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Services.Tenants.Events;
using Nanobot.Services.Tenants.Features.ActivateTenant;
using Nanobot.Services.Tenants.Features.BootstrapOperator;
using Nanobot.Services.Tenants.Features.ChangeTier;
using Nanobot.Services.Tenants.Features.CreatePolicy;
using Nanobot.Services.Tenants.Features.CreateQuotaRule;
using Nanobot.Services.Tenants.Features.CreateTenant;
using Nanobot.Services.Tenants.Features.CreateTenantPolicy;
using Nanobot.Services.Tenants.Features.CreateUser;
using Nanobot.Services.Tenants.Features.DecideRaiseRequest;
using Nanobot.Services.Tenants.Features.DeletePolicy;
using Nanobot.Services.Tenants.Features.DeleteQuotaRule;
using Nanobot.Services.Tenants.Features.DeleteTenant;
using Nanobot.Services.Tenants.Features.DeleteTenantPolicy;
using Nanobot.Services.Tenants.Features.EditWatchlist;
using Nanobot.Services.Tenants.Features.EndTokens;
using Nanobot.Services.Tenants.Features.ExplainPolicies;
using Nanobot.Services.Tenants.Features.ExplainTenantPolicies;
using Nanobot.Services.Tenants.Features.FindTenantStates;
using Nanobot.Services.Tenants.Features.GetAttributes;
using Nanobot.Services.Tenants.Features.GetChangeVersion;
using Nanobot.Services.Tenants.Features.GetCurrentTenant;
using Nanobot.Services.Tenants.Features.GetInstallationPolicySources;
using Nanobot.Services.Tenants.Features.GetKeySnapshot;
using Nanobot.Services.Tenants.Features.GetOwnAttributes;
using Nanobot.Services.Tenants.Features.GetOwnPolicySources;
using Nanobot.Services.Tenants.Features.GetPolicy;
using Nanobot.Services.Tenants.Features.GetPolicySources;
using Nanobot.Services.Tenants.Features.GetQuotaRule;
using Nanobot.Services.Tenants.Features.GetRaiseRequest;
using Nanobot.Services.Tenants.Features.GetTenant;
using Nanobot.Services.Tenants.Features.GetTenantAttributes;
using Nanobot.Services.Tenants.Features.GetTenantPolicy;
using Nanobot.Services.Tenants.Features.GetTenantQuotas;
using Nanobot.Services.Tenants.Features.GetTenantSnapshot;
using Nanobot.Services.Tenants.Features.GetUser;
using Nanobot.Services.Tenants.Features.GetUserAttributes;
using Nanobot.Services.Tenants.Features.GetUserQuotas;
using Nanobot.Services.Tenants.Features.GetUserSnapshot;
using Nanobot.Services.Tenants.Features.IssueKey;
using Nanobot.Services.Tenants.Features.ListAudit;
using Nanobot.Services.Tenants.Features.ListChanges;
using Nanobot.Services.Tenants.Features.ListDecisions;
using Nanobot.Services.Tenants.Features.ListKeys;
using Nanobot.Services.Tenants.Features.ListPolicies;
using Nanobot.Services.Tenants.Features.ListQuotaRules;
using Nanobot.Services.Tenants.Features.ListRaiseRequests;
using Nanobot.Services.Tenants.Features.ListTenantAudit;
using Nanobot.Services.Tenants.Features.ListTenantDecisions;
using Nanobot.Services.Tenants.Features.ListTenantPolicies;
using Nanobot.Services.Tenants.Features.ListTenants;
using Nanobot.Services.Tenants.Features.ListUsers;
using Nanobot.Services.Tenants.Features.NoteKeysUsed;
using Nanobot.Services.Tenants.Features.PutPolicy;
using Nanobot.Services.Tenants.Features.PutQuotaRule;
using Nanobot.Services.Tenants.Features.PutTenantAttributes;
using Nanobot.Services.Tenants.Features.PutTenantPolicy;
using Nanobot.Services.Tenants.Features.PutTenantQuotas;
using Nanobot.Services.Tenants.Features.PutUserAttributes;
using Nanobot.Services.Tenants.Features.PutUserQuotas;
using Nanobot.Services.Tenants.Features.RecordAudit;
using Nanobot.Services.Tenants.Features.RequestRaise;
using Nanobot.Services.Tenants.Features.ResolveCredential;
using Nanobot.Services.Tenants.Features.RevokeKey;
using Nanobot.Services.Tenants.Features.RotateKey;
using Nanobot.Services.Tenants.Features.SimulatePolicies;
using Nanobot.Services.Tenants.Features.SimulateTenantPolicies;
using Nanobot.Services.Tenants.Features.SuspendTenant;
using Nanobot.Services.Tenants.Features.UpdatePreferences;
using Nanobot.Services.Tenants.Features.UpdateWatchlist;
using Nanobot.Services.Tenants.Keys;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Observability;
using Nanobot.Services.Tenants.Policies;
using Nanobot.Services.Tenants.QuotaRules;
using Nanobot.Services.Tenants.Quotas;
using Nanobot.Services.Tenants.Raises;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants;

/// <summary>The tenants module: tenants, users and their configuration, API keys.</summary>
internal static class TenantsModule
{
    /// <summary>The module.</summary>
    public static ModuleDefinition Definition { get; } = new()
    {
        Name = Operations.Tenants.Module,
        Stores = [new ModuleDatabase("tenantsdb", typeof(TenantsModule).Assembly), new ModuleCache()],
        Services = Add,
        Endpoints = Map,
        Topics = Subscriptions.All,
    };

    private static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IAuditTrail, OwnAuditTrail>();
        builder.AddMessaging();
        builder.AddTiers();
        builder.Services.TryAddSingleton(RandomNumberGenerator.Create());
        builder.Services.AddSingleton<TenantsTelemetry>();
        builder.Services.AddSingleton<ApiKeyGenerator>();
        builder.Services.AddSingleton<CreateTenantHandler>();
        builder.AddChanges();
        builder.Services.AddSingleton<TenantChanger>();
        builder.Services.AddSingleton<ManagedTenants>();
        builder.Services.AddSingleton<QuotaBook>();
        builder.Services.AddSingleton<QuotaChanger>();
        builder.Services.AddSingleton<KeyQuotas>();
        builder.AddMeters();
        builder.AddValidatedOptions<QuotaRuleOptions, QuotaRuleOptionsValidator>("QuotaRules");
        builder.Services.AddSingleton<TenantLoad>();
        builder.Services.AddSingleton<RuledAmounts>();
        builder.Services.AddSingleton<QuotaRuleStore>();
        builder.Services.AddSingleton<DueQuotaRules>();
        builder.Services.AddHostedService<DueQuotaRuleService>();
        builder.Services.AddSingleton<RaiseRequests>();
        builder.Services.AddSingleton<RequestRaiseHandler>();
        builder.Services.AddSingleton<DecideRaiseRequestHandler>();
        builder.Services.AddSingleton<AttributeBook>();
        builder.Services.AddSingleton<SubjectAttributeReader>();
        builder.Services.AddSingleton<PolicySetsOf>();
        builder.Services.AddSingleton<PolicyLockOut>();
        builder.Services.AddSingleton<PolicyStore>();
        builder.Services.AddSingleton<PolicySourceReader>();
        builder.AddRecordBook();
        builder.Services.AddSingleton<RecordedQuestions>();
        builder.Services.AddSingleton<RecordedDecisions>();
        builder.Services.AddSingleton<TrialAttributes>();
        builder.Services.AddSingleton<PolicyTrials>();
        builder.Services.AddSingleton<TrialEnds>();
        builder.Services.AddHostedService<TrialEndService>();
        builder.Services.AddSingleton<KeyManagers>();
        builder.Services.AddSingleton<IssueKeyHandler>();
        builder.Services.AddSingleton<RotateKeyHandler>();
        builder.Services.AddSingleton<RevokeKeyHandler>();
        builder.Services.AddSingleton<CreateUserHandler>();
        builder.Services.AddSingleton<UserConfiguration>();
        builder.Services.AddSingleton<EndTokensHandler>();
        builder.Services.AddRollCall(AuditBatch.RollCall);
        builder.Services.AddSingleton<AuditCollection>();
        builder.Services.AddSingleton<AuditReader>();
        builder.AddValidatedOptions<AuditOptions, AuditOptionsValidator>(AuditOptions.Section);
        builder.Services.AddSingleton<AuditRetention>();
        builder.Services.AddHostedService<AuditRetentionService>();
        builder.AddValidatedOptions<BootstrapOptions, BootstrapOptionsValidator>("Bootstrap");
        builder.Services.AddHostedService<OperatorKeyBootstrap>();
    }

    private static void AddChanges(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ChangeOptions, ChangeOptionsValidator>("Changes");
        builder.AddChangeBoard();
        builder.Services.AddSingleton<ChangeLog>();
        builder.Services.AddSingleton<ChangeHistory>();
        builder.Services.AddSingleton<BoardKeeper>();
        builder.Services.AddSingleton<ChangeTeller>();
        builder.Services.AddHostedService<BoardService>();
    }

    private static void Map(WebApplication app)
    {
        MapForOperators(app.MapGroup("").WithTags("tenants").RequireAuthorization(TenantPolicies.Operator));
        MapKeys(app.MapGroup("").WithTags("tenants").RequireAuthorization(TenantPolicies.Manager));
        MapInstallationPolicies(app.MapGroup("").WithTags("policies").RequireAuthorization(TenantPolicies.Operator));
        MapForManagers(app.MapGroup("").WithTags("policies").RequireAuthorization(TenantPolicies.Manager));
        MapQuotas(app.MapGroup("").WithTags("limits").RequireAuthorization(TenantPolicies.Manager));
        MapRaises(app.MapGroup("").WithTags("limits").RequireAuthorization(TenantPolicies.Caller));
        app.MapGroup("").WithTags("limits").RequireAuthorization(TenantPolicies.Member).MapRequestRaise();
        MapForAdministrators(app.MapGroup("").WithTags("users").RequireAuthorization(TenantPolicies.Admin));
        MapAudit(app.MapGroup("").WithTags("audit").RequireAuthorization(TenantPolicies.Manager));
        MapForMembers(app.MapGroup("").WithTags("users").RequireAuthorization(TenantPolicies.Member));
        MapForGateway(app.MapGroup("").WithTags("internal").RequireAuthorization(TenantPolicies.Gateway));
        app.MapGroup("").WithTags("internal").RequireAuthorization(TenantPolicies.Module).MapFindTenantStates();
        MapForPeers(app.MapGroup("").WithTags("internal").RequireAuthorization(TenantPolicies.Peer));
    }

    private static void MapForOperators(RouteGroupBuilder operators)
    {
        operators.MapCreateTenant();
        operators.MapListTenants();
        operators.MapGetTenant();
        operators.MapDeleteTenant();
        operators.MapSuspendTenant();
        operators.MapActivateTenant();
        operators.MapChangeTier();
        operators.MapPutTenantQuotas();
        operators.MapPutTenantAttributes();
        operators.MapCreateQuotaRule();
        operators.MapPutQuotaRule();
        operators.MapDeleteQuotaRule();
    }

    private static void MapKeys(RouteGroupBuilder managers)
    {
        managers.MapIssueKey();
        managers.MapListKeys();
        managers.MapRotateKey();
        managers.MapRevokeKey();
    }

    private static void MapInstallationPolicies(RouteGroupBuilder operators)
    {
        operators.MapListPolicies();
        operators.MapCreatePolicy();
        operators.MapGetPolicy();
        operators.MapPutPolicy();
        operators.MapDeletePolicy();
        operators.MapExplainPolicies();
        operators.MapSimulatePolicies();
        operators.MapListDecisions();
    }

    private static void MapForManagers(RouteGroupBuilder managers)
    {
        managers.MapGetTenantAttributes();
        managers.MapListTenantPolicies();
        managers.MapCreateTenantPolicy();
        managers.MapGetTenantPolicy();
        managers.MapPutTenantPolicy();
        managers.MapDeleteTenantPolicy();
        managers.MapExplainTenantPolicies();
        managers.MapSimulateTenantPolicies();
        managers.MapListTenantDecisions();
    }

    private static void MapQuotas(RouteGroupBuilder managers)
    {
        managers.MapGetTenantQuotas();
        managers.MapDecideRaiseRequest();
        managers.MapListQuotaRules();
        managers.MapGetQuotaRule();
    }

    private static void MapRaises(RouteGroupBuilder callers)
    {
        callers.MapListRaiseRequests();
        callers.MapGetRaiseRequest();
    }

    private static void MapForAdministrators(RouteGroupBuilder administrators)
    {
        administrators.MapCreateUser();
        administrators.MapListUsers();
        administrators.MapGetUserQuotas();
        administrators.MapPutUserQuotas();
        administrators.MapGetUserAttributes();
        administrators.MapPutUserAttributes();
    }

    private static void MapAudit(RouteGroupBuilder managers)
    {
        managers.MapListAudit();
        managers.MapListTenantAudit();
    }

    private static void MapForMembers(RouteGroupBuilder members)
    {
        members.MapGetCurrentTenant();
        members.MapGetUser();
        members.MapUpdateWatchlist();
        members.MapEditWatchlist();
        members.MapUpdatePreferences();
    }

    private static void MapForPeers(RouteGroupBuilder modules)
    {
        modules.MapGetOwnPolicySources();
        modules.MapGetOwnAttributes();
        modules.MapGetChangeVersion();
    }

    private static void MapForGateway(RouteGroupBuilder gateway)
    {
        gateway.MapListChanges();
        gateway.MapNoteKeysUsed();
        gateway.MapResolveCredential();
        gateway.MapGetTenantSnapshot();
        gateway.MapGetPolicySources();
        gateway.MapGetInstallationPolicySources();
        gateway.MapGetAttributes();
        gateway.MapGetUserSnapshot();
        gateway.MapGetKeySnapshot();
        gateway.MapEndTokens();
        gateway.MapRecordAudit();
    }
}
