using Nanobot.Contracts;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Operations;

namespace Nanobot.Architecture.Tests.Conformance;

/// <summary>What is told of each change to tenants, users, keys, policies, amounts, models and shares. A new operation needs a line here.</summary>
internal static class LifecycleEvents
{
    /// <summary>The events that each operation that may change something writes with its change.</summary>
    public static IReadOnlyDictionary<string, string[]> Of { get; } = new (Operation Operation, string[] Topics)[]
    {
        (Operations.Tenants.CreateTenant, [Topic<TenantCreated>()]),
        (Operations.Tenants.DeleteTenant, [Topic<TenantDeleted>()]),
        (Operations.Tenants.SuspendTenant, [Topic<TenantSuspended>()]),
        (Operations.Tenants.ActivateTenant, [Topic<TenantActivated>()]),
        (Operations.Tenants.ChangeTier, [Topic<TenantTierChanged>()]),
        (Operations.Tenants.IssueKey, [Topic<ApiKeyCreated>()]),
        (Operations.Tenants.RevokeKey, [Topic<ApiKeyRevoked>()]),
        (Operations.Tenants.RotateKey, [Topic<ApiKeyRotated>()]),
        (Operations.Tenants.PutTenantQuotas, [Topic<TenantConfigUpdated>()]),
        (Operations.Tenants.PutUserQuotas, [Topic<TenantConfigUpdated>(), Topic<UserQuotasChanged>()]),
        (Operations.Tenants.PutTenantAttributes, [Topic<TenantAttributesChanged>()]),
        (Operations.Tenants.PutUserAttributes, [Topic<UserAttributesChanged>()]),
        (Operations.Tenants.CreateQuotaRule, [Topic<TenantQuotaRulesChanged>()]),
        (Operations.Tenants.PutQuotaRule, [Topic<TenantQuotaRulesChanged>()]),
        (Operations.Tenants.DeleteQuotaRule, [Topic<TenantQuotaRulesChanged>()]),
        (Operations.Tenants.RequestRaise, [Topic<LimitRaiseRequested>()]),
        (Operations.Tenants.DecideRaiseRequest, [Topic<LimitRaiseDecided>()]),
        (Operations.Tenants.CreateTenantPolicy, [Topic<TenantPoliciesChanged>()]),
        (Operations.Tenants.PutTenantPolicy, [Topic<TenantPoliciesChanged>()]),
        (Operations.Tenants.DeleteTenantPolicy, [Topic<TenantPoliciesChanged>()]),
        (Operations.Tenants.CreatePolicy, [Topic<TenantPoliciesChanged>()]),
        (Operations.Tenants.PutPolicy, [Topic<TenantPoliciesChanged>()]),
        (Operations.Tenants.DeletePolicy, [Topic<TenantPoliciesChanged>()]),
        (Operations.Tenants.CreateUser, [Topic<UserCreated>()]),
        (Operations.Tenants.UpdateWatchlist, [Topic<UserConfigUpdated>()]),
        (Operations.Tenants.EditWatchlist, [Topic<UserConfigUpdated>()]),
        (Operations.Tenants.UpdatePreferences, [Topic<UserConfigUpdated>()]),
        (Operations.Tenants.PutTenantModel, [Topic<ModelChanged>()]),
        (Operations.Tenants.DeleteTenantModel, [Topic<ModelChanged>()]),
        (Operations.Tenants.PutUserModel, [Topic<ModelChanged>()]),
        (Operations.Tenants.DeleteUserModel, [Topic<ModelChanged>()]),
        (Operations.Gateway.RevokeTokens, [Topic<UserTokensRevoked>()]),
        (Operations.Reports.ShareReport, [Topic<ReportShared>()]),
        (Operations.Reports.RevokeShare, [Topic<ReportShareRevoked>()]),
    }.ToDictionary(static line => line.Operation.Name, static line => line.Topics);

    /// <summary>Operations of the tenants module that may change something and tell nothing by themselves, and why.</summary>
    public static IReadOnlyDictionary<string, string> Untold { get; } = new Dictionary<string, string>
    {
        [Operations.Tenants.RecordAudit.Name] = "what it keeps is itself the telling",
        [Operations.Tenants.RecordChanges.Name] = "what it keeps is itself the telling",
        [Operations.Tenants.NoteKeysUsed.Name] = "a note of the platform's own: nobody's key is another one by it",
        [Operations.Tenants.ReplayDeadLetter.Name] = "it tells an event again that was told",
        [Operations.Tenants.ReplayDeadLetters.Name] = "it tells events again that were told",
        [Operations.Tenants.DiscardDeadLetter.Name] = "nothing that anybody keeps is another by it",
        [Operations.Tenants.DiscardDeadLetters.Name] = "nothing that anybody keeps is another by it",
        [Operations.Tenants.EndTokens.Name] = "the gateway's side of revoking tokens, where its event is looked for",
    };

    private static string Topic<TEvent>()
        where TEvent : IIntegrationEvent<TEvent> => TEvent.Topic;
}
