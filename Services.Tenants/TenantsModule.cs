using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Bus.RollCalls;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Data;
using Nanobot.Platform.Data.Hosting;
using Nanobot.Platform.Data.Resealing;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Platform.Messaging;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy.Secrets;
using Nanobot.Platform.Web.Hosting;
using Nanobot.Services.Tenants.Attributes;
using Nanobot.Services.Tenants.Audit;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Services.Tenants.DeadLetters;
using Nanobot.Services.Tenants.Events;
using Nanobot.Services.Tenants.Features.BootstrapOperator;
using Nanobot.Services.Tenants.Features.CreateTenant;
using Nanobot.Services.Tenants.Features.CreateUser;
using Nanobot.Services.Tenants.Features.DecideRaiseRequest;
using Nanobot.Services.Tenants.Features.EndTokens;
using Nanobot.Services.Tenants.Features.IssueKey;
using Nanobot.Services.Tenants.Features.RequestRaise;
using Nanobot.Services.Tenants.Features.RevokeKey;
using Nanobot.Services.Tenants.Features.RotateKey;
using Nanobot.Services.Tenants.Keys;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Models;
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
        Endpoints = TenantsRoutes.Map,
        Topics = Subscriptions.All,
        Publishes = Publications.All,
    };

    private static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IAuditTrail, OwnAuditTrail>();
        builder.AddMessaging();
        builder.AddTiers();
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
        builder.AddTenantSecrets();
        builder.Services.AddOptions<ModelOptions>().BindConfiguration("Models");
        builder.AddWebAddresses();
        builder.Services.AddSingleton<ModelSeal>();
        builder.Services.AddSingleton<ModelStore>();
        builder.Services.AddResealing(SealedModels.Table);
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
        builder.AddDeadLetterDesk();
        builder.Services.AddSingleton<DeadLetterWork>();
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
}
