using Microsoft.Extensions.DependencyInjection.Extensions;
using Nanobot.Clients.Http;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Ai.Offline;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data.Hosting;
using Nanobot.Platform.Messaging;
using Nanobot.Platform.Messaging.Running;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Metering.Hosting;
using Nanobot.Platform.Models;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Web.Hosting;
using Nanobot.Services.Reports.Alerts;
using Nanobot.Services.Reports.Archive;
using Nanobot.Services.Reports.Delivery.Working;
using Nanobot.Services.Reports.Events;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Calendars;
using Nanobot.Services.Reports.Evidence.Fetching;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Quotes.Providers;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Features.AskUnsubscribe;
using Nanobot.Services.Reports.Features.CancelReport;
using Nanobot.Services.Reports.Features.CompareReports;
using Nanobot.Services.Reports.Features.DeleteDeliveryEmail;
using Nanobot.Services.Reports.Features.DeleteDeliveryWebhook;
using Nanobot.Services.Reports.Features.DeleteInbox;
using Nanobot.Services.Reports.Features.DeleteQuietHours;
using Nanobot.Services.Reports.Features.DeleteReport;
using Nanobot.Services.Reports.Features.DeleteRetention;
using Nanobot.Services.Reports.Features.GetAlerts;
using Nanobot.Services.Reports.Features.GetDeliverySettings;
using Nanobot.Services.Reports.Features.GetEvidence;
using Nanobot.Services.Reports.Features.GetReport;
using Nanobot.Services.Reports.Features.GetRetention;
using Nanobot.Services.Reports.Features.GetSharedReport;
using Nanobot.Services.Reports.Features.ListDeliveries;
using Nanobot.Services.Reports.Features.ListEvidence;
using Nanobot.Services.Reports.Features.ListInboxes;
using Nanobot.Services.Reports.Features.ListReports;
using Nanobot.Services.Reports.Features.ListShares;
using Nanobot.Services.Reports.Features.PostNews;
using Nanobot.Services.Reports.Features.PutAlerts;
using Nanobot.Services.Reports.Features.PutDeliveryEmail;
using Nanobot.Services.Reports.Features.PutDeliveryWebhook;
using Nanobot.Services.Reports.Features.PutInbox;
using Nanobot.Services.Reports.Features.PutQuietHours;
using Nanobot.Services.Reports.Features.PutRetention;
using Nanobot.Services.Reports.Features.ReplayDelivery;
using Nanobot.Services.Reports.Features.RequestReport;
using Nanobot.Services.Reports.Features.RevokeShare;
using Nanobot.Services.Reports.Features.RotateDeliveryWebhook;
using Nanobot.Services.Reports.Features.RotateInbox;
using Nanobot.Services.Reports.Features.ShareReport;
using Nanobot.Services.Reports.Features.Unsubscribe;
using Nanobot.Services.Reports.Features.VerifyDeliveryEmail;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Inboxes;
using Nanobot.Services.Reports.Making;
using Nanobot.Services.Reports.Observability;
using Nanobot.Services.Reports.Persistence;
using Nanobot.Services.Reports.Printing;
using Nanobot.Services.Reports.Representations;
using Nanobot.Services.Reports.Rights;
using Nanobot.Services.Reports.Searching;
using Nanobot.Services.Reports.Sharing;
using Nanobot.Services.Reports.Words;
using Nanobot.Services.Reports.Workspaces;

namespace Nanobot.Services.Reports;

/// <summary>The reports module: evidence, words, numbers checked, stored.</summary>
internal static class ReportsModule
{
    /// <summary>The module.</summary>
    public static ModuleDefinition Definition { get; } = new()
    {
        Name = Operations.Reports.Module,
        Stores = [new ModuleDatabase("reportsdb", typeof(ReportsModule).Assembly), new ModuleCache()],
        Services = Add,
        Endpoints = Map,
        Topics = Subscriptions.All,
        Publishes = Publications.All,
    };

    private static void Add(WebApplicationBuilder builder)
    {
        builder.AddMessaging();
        builder.AddMeteredModel();
        builder.AddOwnModels();
        builder.Services.AddOfflineSkill(OfflineReportWords.Skill);
        builder.AddUsers();
        builder.AddWorkspaces();
        builder.AddTenantStandings();
        builder.Services.AddRunningWorkWatch();
        builder.AddRights();
        builder.Services.AddSingleton<ReportsTelemetry>();
        builder.Services.AddSingleton<ReportInsert>();
        builder.Services.AddSingleton<CompletionEstimate>();
        builder.Services.AddSingleton<AcceptReport>();
        builder.Services.AddSingleton<ReportRights>();
        builder.AddEvidence();
        builder.AddArchive();
        builder.Services.AddSingleton<KeptEvidence>();
        builder.AddWorker();
        builder.AddPrinting();
        builder.Services.AddSingleton<ReportForms>();
        builder.Services.AddSingleton<MissingTexts>();
        builder.Services.AddSingleton<ReportSearch>();
        builder.AddSharing();
        builder.AddDelivery();
        builder.AddInboxes();
        builder.AddAlerts();
    }

    private static void Map(WebApplication app)
    {
        var group = app.MapGroup("").RequireAuthorization(TenantPolicies.User).WithTags("reports");
        group.MapRequestReport();
        group.MapListReports();
        group.MapGetReport();
        group.MapDeleteReport();
        group.MapListEvidence();
        group.MapGetEvidence();
        group.MapCompareReports();
        group.MapCancelReport();
        group.MapShareReport();
        group.MapListShares();
        group.MapRevokeShare();
        app.MapGroup("").RequireAuthorization(TenantPolicies.Gateway).WithTags("reports").MapGetSharedReport();
        group.MapListDeliveries();
        group.MapReplayDelivery();

        app.MapGroup("").RequireAuthorization(TenantPolicies.Member).WithTags("reports").MapGetRetention();
        var retention = app.MapGroup("").RequireAuthorization(TenantPolicies.Admin).WithTags("reports");
        retention.MapPutRetention();
        retention.MapDeleteRetention();

        var delivery = app.MapGroup("").RequireAuthorization(TenantPolicies.User).WithTags("delivery");
        delivery.MapGetDeliverySettings();
        delivery.MapPutDeliveryWebhook();
        delivery.MapRotateDeliveryWebhook();
        delivery.MapDeleteDeliveryWebhook();
        delivery.MapPutDeliveryEmail();
        delivery.MapVerifyDeliveryEmail();
        delivery.MapDeleteDeliveryEmail();
        delivery.MapPutQuietHours();
        delivery.MapDeleteQuietHours();
        delivery.MapGetAlerts();
        delivery.MapPutAlerts();

        var links = app.MapGroup("").RequireAuthorization(TenantPolicies.Gateway).WithTags("delivery");
        links.MapAskUnsubscribe();
        links.MapUnsubscribe();

        var inboxes = app.MapGroup("").RequireAuthorization(TenantPolicies.Member).WithTags("inboxes");
        inboxes.MapListInboxes();
        inboxes.MapPutInbox();
        inboxes.MapRotateInbox();
        inboxes.MapDeleteInbox();
        app.MapGroup("").RequireAuthorization(TenantPolicies.Gateway).WithTags("inboxes").MapPostNews();
    }

    private static void AddEvidence(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<EvidenceOptions, EvidenceOptionsValidator>("Evidence");
        builder.Services.AddSingleton<EvidenceAddresses>();
        builder.Services.AddTransient<EvidenceGatherer>();
        builder.Services.AddTransient<CalendarReader>();
        builder.Services.AddTransient<NoteReader>();
        builder.AddWeb();
        builder.Services.AddSingleton<ISourceClients, SourceClients>();
        builder.Services.AddSingleton<ISourceStore, SourceStore>();
        builder.Services.AddSingleton<SourceReader>();
        builder.Services.AddSingleton<SourceMemory>();
        builder.Services.AddSingleton<HostPace>();
        builder.Services.AddSingleton<SourceCache>();
        builder.Services.AddSingleton<MarketCalendar>();
        builder.Services.AddSingleton<QuoteProviders>();
        builder.Services.AddSingleton<QuoteReader>();
        builder.Services.AddHostedService<SourceSweep>();
    }

    private static void AddWorker(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<WorkerOptions, WorkerOptionsValidator>("Reports");
        builder.Services.AddSingleton<WakeSignal<ReportWorker>>();
        builder.Services.TryAddSingleton<StandingCheck>();
        builder.Services.AddSingleton<ReportQueue>();
        builder.Services.AddSingleton<ReportLanes>();
        builder.Services.AddTransient<ReportModel>();
        builder.Services.AddTransient<ReportWords>();
        builder.Services.AddTransient<WordsLadder>();
        builder.Services.AddSingleton<ReportSteps>();
        builder.Services.AddSingleton<EarlierReports>();
        builder.Services.AddSingleton<WorkingReports>();
        builder.Services.AddSingleton<ReportCancellation>();
        builder.Services.AddTransient<OwnEvidence>();
        builder.Services.AddTransient<ReportMaker>();
        builder.Services.AddTransient<ReportAttempt>();
        builder.Services.AddHostedService<ReportWorker>();
        builder.Services.AddHostedService<ScheduledReportWorker>();
    }
}
