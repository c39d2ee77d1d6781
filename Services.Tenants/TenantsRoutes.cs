using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Features.ActivateTenant;
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
using Nanobot.Services.Tenants.Features.DeleteTenantModel;
using Nanobot.Services.Tenants.Features.DeleteTenantPolicy;
using Nanobot.Services.Tenants.Features.DeleteUserModel;
using Nanobot.Services.Tenants.Features.DiscardDeadLetter;
using Nanobot.Services.Tenants.Features.DiscardDeadLetters;
using Nanobot.Services.Tenants.Features.EditWatchlist;
using Nanobot.Services.Tenants.Features.EndTokens;
using Nanobot.Services.Tenants.Features.ExplainPolicies;
using Nanobot.Services.Tenants.Features.ExplainTenantPolicies;
using Nanobot.Services.Tenants.Features.FindTenantStates;
using Nanobot.Services.Tenants.Features.GetAttributes;
using Nanobot.Services.Tenants.Features.GetChangeVersion;
using Nanobot.Services.Tenants.Features.GetCurrentTenant;
using Nanobot.Services.Tenants.Features.GetDeadLetter;
using Nanobot.Services.Tenants.Features.GetInstallationPolicySources;
using Nanobot.Services.Tenants.Features.GetKeySnapshot;
using Nanobot.Services.Tenants.Features.GetOwnAttributes;
using Nanobot.Services.Tenants.Features.GetOwnModels;
using Nanobot.Services.Tenants.Features.GetOwnPolicySources;
using Nanobot.Services.Tenants.Features.GetPolicy;
using Nanobot.Services.Tenants.Features.GetPolicySources;
using Nanobot.Services.Tenants.Features.GetQuotaRule;
using Nanobot.Services.Tenants.Features.GetRaiseRequest;
using Nanobot.Services.Tenants.Features.GetTenant;
using Nanobot.Services.Tenants.Features.GetTenantAttributes;
using Nanobot.Services.Tenants.Features.GetTenantModel;
using Nanobot.Services.Tenants.Features.GetTenantPolicy;
using Nanobot.Services.Tenants.Features.GetTenantQuotas;
using Nanobot.Services.Tenants.Features.GetTenantSnapshot;
using Nanobot.Services.Tenants.Features.GetUser;
using Nanobot.Services.Tenants.Features.GetUserAttributes;
using Nanobot.Services.Tenants.Features.GetUserModel;
using Nanobot.Services.Tenants.Features.GetUserQuotas;
using Nanobot.Services.Tenants.Features.GetUserSnapshot;
using Nanobot.Services.Tenants.Features.IssueKey;
using Nanobot.Services.Tenants.Features.ListAudit;
using Nanobot.Services.Tenants.Features.ListChanges;
using Nanobot.Services.Tenants.Features.ListDeadLetterTopics;
using Nanobot.Services.Tenants.Features.ListDeadLetters;
using Nanobot.Services.Tenants.Features.ListDecisions;
using Nanobot.Services.Tenants.Features.ListKeys;
using Nanobot.Services.Tenants.Features.ListPolicies;
using Nanobot.Services.Tenants.Features.ListQuotaRules;
using Nanobot.Services.Tenants.Features.ListRaiseRequests;
using Nanobot.Services.Tenants.Features.ListTenantAudit;
using Nanobot.Services.Tenants.Features.ListTenantDecisions;
using Nanobot.Services.Tenants.Features.ListTenantModels;
using Nanobot.Services.Tenants.Features.ListTenantPolicies;
using Nanobot.Services.Tenants.Features.ListTenants;
using Nanobot.Services.Tenants.Features.ListUserModels;
using Nanobot.Services.Tenants.Features.ListUsers;
using Nanobot.Services.Tenants.Features.NoteKeysUsed;
using Nanobot.Services.Tenants.Features.PutPolicy;
using Nanobot.Services.Tenants.Features.PutQuotaRule;
using Nanobot.Services.Tenants.Features.PutTenantAttributes;
using Nanobot.Services.Tenants.Features.PutTenantModel;
using Nanobot.Services.Tenants.Features.PutTenantPolicy;
using Nanobot.Services.Tenants.Features.PutTenantQuotas;
using Nanobot.Services.Tenants.Features.PutUserAttributes;
using Nanobot.Services.Tenants.Features.PutUserModel;
using Nanobot.Services.Tenants.Features.PutUserQuotas;
using Nanobot.Services.Tenants.Features.RecordAudit;
using Nanobot.Services.Tenants.Features.RecordChanges;
using Nanobot.Services.Tenants.Features.ReplayDeadLetter;
using Nanobot.Services.Tenants.Features.ReplayDeadLetters;
using Nanobot.Services.Tenants.Features.RequestRaise;
using Nanobot.Services.Tenants.Features.ResolveCredential;
using Nanobot.Services.Tenants.Features.RevokeKey;
using Nanobot.Services.Tenants.Features.RotateKey;
using Nanobot.Services.Tenants.Features.SimulatePolicies;
using Nanobot.Services.Tenants.Features.SimulateTenantPolicies;
using Nanobot.Services.Tenants.Features.SuspendTenant;
using Nanobot.Services.Tenants.Features.UpdatePreferences;
using Nanobot.Services.Tenants.Features.UpdateWatchlist;

namespace Nanobot.Services.Tenants;

/// <summary>Every route of the module, by who may ask for it: each group is guarded as a whole.</summary>
internal static class TenantsRoutes
{
    public static void Map(WebApplication app)
    {
        MapForOperators(app.MapGroup("").WithTags("tenants").RequireAuthorization(TenantPolicies.Operator));
        MapKeys(app.MapGroup("").WithTags("tenants").RequireAuthorization(TenantPolicies.Manager));
        MapInstallationPolicies(app.MapGroup("").WithTags("policies").RequireAuthorization(TenantPolicies.Operator));
        MapForManagers(app.MapGroup("").WithTags("policies").RequireAuthorization(TenantPolicies.Manager));
        MapTenantModels(app.MapGroup("").WithTags("models").RequireAuthorization(TenantPolicies.Manager));
        MapUserModels(app.MapGroup("").WithTags("models").RequireAuthorization(TenantPolicies.Member));
        MapQuotas(app.MapGroup("").WithTags("limits").RequireAuthorization(TenantPolicies.Manager));
        MapRaises(app.MapGroup("").WithTags("limits").RequireAuthorization(TenantPolicies.Caller));
        app.MapGroup("").WithTags("limits").RequireAuthorization(TenantPolicies.Member).MapRequestRaise();
        MapForAdministrators(app.MapGroup("").WithTags("users").RequireAuthorization(TenantPolicies.Admin));
        MapDeadLetters(app.MapGroup("").WithTags("operations").RequireAuthorization(TenantPolicies.Operator));
        MapAudit(app.MapGroup("").WithTags("audit").RequireAuthorization(TenantPolicies.Manager));
        MapForMembers(app.MapGroup("").WithTags("users").RequireAuthorization(TenantPolicies.Member));
        MapForGateway(app.MapGroup("").WithTags("internal").RequireAuthorization(TenantPolicies.Gateway));
        MapForModules(app.MapGroup("").WithTags("internal").RequireAuthorization(TenantPolicies.Module));
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

    private static void MapTenantModels(RouteGroupBuilder managers)
    {
        managers.MapListTenantModels();
        managers.MapGetTenantModel();
        managers.MapPutTenantModel();
        managers.MapDeleteTenantModel();
    }

    private static void MapUserModels(RouteGroupBuilder members)
    {
        members.MapListUserModels();
        members.MapGetUserModel();
        members.MapPutUserModel();
        members.MapDeleteUserModel();
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

    private static void MapDeadLetters(RouteGroupBuilder operators)
    {
        operators.MapListDeadLetterTopics();
        operators.MapListDeadLetters();
        operators.MapGetDeadLetter();
        operators.MapReplayDeadLetters();
        operators.MapReplayDeadLetter();
        operators.MapDiscardDeadLetters();
        operators.MapDiscardDeadLetter();
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

    private static void MapForModules(RouteGroupBuilder modules)
    {
        modules.MapFindTenantStates();
        modules.MapRecordChanges();
    }

    private static void MapForPeers(RouteGroupBuilder modules)
    {
        modules.MapGetOwnPolicySources();
        modules.MapGetOwnAttributes();
        modules.MapGetOwnModels();
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
