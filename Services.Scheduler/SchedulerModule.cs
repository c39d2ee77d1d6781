using Nanobot.Clients.Http;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data.Hosting;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Messaging;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Arming;
using Nanobot.Services.Scheduler.Calendars;
using Nanobot.Services.Scheduler.Events;
using Nanobot.Services.Scheduler.Features.BulkJobs;
using Nanobot.Services.Scheduler.Features.CopyJob;
using Nanobot.Services.Scheduler.Features.CreateJob;
using Nanobot.Services.Scheduler.Features.DeleteCalendar;
using Nanobot.Services.Scheduler.Features.DeleteJob;
using Nanobot.Services.Scheduler.Features.ExportSchedule;
using Nanobot.Services.Scheduler.Features.GetCalendar;
using Nanobot.Services.Scheduler.Features.GetHeartbeat;
using Nanobot.Services.Scheduler.Features.GetJob;
using Nanobot.Services.Scheduler.Features.GetJobHistory;
using Nanobot.Services.Scheduler.Features.GetLoad;
using Nanobot.Services.Scheduler.Features.GetOperations;
using Nanobot.Services.Scheduler.Features.GetSchedule;
using Nanobot.Services.Scheduler.Features.ImportSchedule;
using Nanobot.Services.Scheduler.Features.ListBacklog;
using Nanobot.Services.Scheduler.Features.ListCalendars;
using Nanobot.Services.Scheduler.Features.ListFailures;
using Nanobot.Services.Scheduler.Features.ListJobs;
using Nanobot.Services.Scheduler.Features.PreviewSchedule;
using Nanobot.Services.Scheduler.Features.PutCalendar;
using Nanobot.Services.Scheduler.Features.PutFiringState;
using Nanobot.Services.Scheduler.Features.PutHeartbeat;
using Nanobot.Services.Scheduler.Features.ReplaySchedule;
using Nanobot.Services.Scheduler.Features.RestoreRun;
using Nanobot.Services.Scheduler.Features.RunJob;
using Nanobot.Services.Scheduler.Features.SimulateSchedule;
using Nanobot.Services.Scheduler.Features.SkipRun;
using Nanobot.Services.Scheduler.Features.UpdateJob;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Observability;
using Nanobot.Services.Scheduler.Operating;
using Nanobot.Services.Scheduler.Operating.Replays;
using Nanobot.Services.Scheduler.Slots;
using Nanobot.Services.Scheduler.Webhooks.Delivering;

namespace Nanobot.Services.Scheduler;

/// <summary>The scheduler: jobs, the due scan, and what became of each occurrence.</summary>
internal static class SchedulerModule
{
    /// <summary>The module.</summary>
    public static ModuleDefinition Definition { get; } = new()
    {
        Name = Operations.Scheduler.Module,
        Stores = [new ModuleDatabase("schedulerdb", typeof(SchedulerModule).Assembly), new ModuleCache()],
        Services = Add,
        Endpoints = Map,
        Topics = Subscriptions.All,
        Publishes = Publications.All,
    };

    private static void Add(WebApplicationBuilder builder)
    {
        builder.AddMessaging();
        builder.AddUsers();
        builder.AddTenantStandings();
        builder.AddAuditKeeper();
        builder.AddAuditTelling();
        builder.AddTokenLimits();
        builder.Services.AddTransient<DefaultTimeZone>();
        builder.Services.AddTransient<StandingJobs>();
        builder.Services.AddTransient<FollowUserZone>();
        builder.Services.AddSingleton<SlotLedger>();
        builder.Services.AddSingleton<LoadCurve>();
        builder.Services.AddSingleton<IJobSlots, JobSlots>();
        builder.Services.AddSingleton<CalendarUse>();
        builder.Services.AddSingleton<CalendarBook>();
        builder.Services.AddSingleton<WakeSignal<ArmingService>>();
        builder.Services.AddSingleton<ArmedJobs>();
        builder.Services.AddSingleton<JobArming>();
        builder.Services.AddSingleton<ZoneRules>();
        builder.Services.AddSingleton<ChangedCalendars>();
        builder.Services.AddHostedService<ArmingService>();
        builder.Services.AddSingleton<SchedulerTelemetry>();
        builder.AddValidatedOptions<SchedulerOptions, SchedulerOptionsValidator>("Scheduler");
        builder.Services.AddSingleton<WakeSignal<DueScanService>>();
        builder.Services.AddSingleton<StandingCheck>();
        builder.Services.AddSingleton<FiringPace>();
        builder.Services.AddSingleton<DueJobs>();
        builder.Services.AddSingleton<JobPause>();
        builder.Services.AddSingleton<DueScan>();
        builder.Services.AddHostedService<DueScanService>();
        builder.AddWebhooks();
        builder.Services.AddSingleton<FiringSwitch>();
        builder.Services.AddSingleton<Overview>();
        builder.Services.AddSingleton<Arrears>();
        builder.Services.AddSingleton<ReplayedJobs>();
        builder.Services.AddSingleton<Replay>();
    }

    private static void Map(WebApplication app)
    {
        var schedule = app.MapGroup("").RequireAuthorization(TenantPolicies.User).WithTags("schedule");
        schedule.MapGetSchedule();
        schedule.MapPreviewSchedule();
        schedule.MapGetHeartbeat();
        schedule.MapPutHeartbeat();
        schedule.MapListJobs();
        schedule.MapCreateJob();
        schedule.MapGetJob();
        schedule.MapUpdateJob();
        schedule.MapDeleteJob();
        schedule.MapRunJob();
        schedule.MapGetJobHistory();
        schedule.MapSkipRun();
        schedule.MapRestoreRun();
        schedule.MapCopyJob();
        schedule.MapBulkJobs();
        schedule.MapSimulateSchedule();
        schedule.MapExportSchedule();
        schedule.MapImportSchedule();

        var members = app.MapGroup("").RequireAuthorization(TenantPolicies.Member).WithTags("schedule");
        members.MapListCalendars();
        members.MapGetCalendar();

        var administrators = app.MapGroup("").RequireAuthorization(TenantPolicies.Admin).WithTags("schedule");
        administrators.MapPutCalendar();
        administrators.MapDeleteCalendar();

        var operators = app.MapGroup("").RequireAuthorization(TenantPolicies.Operator).WithTags("schedule");
        operators.MapGetOperations();
        operators.MapPutFiringState();
        operators.MapListBacklog();
        operators.MapListFailures();
        operators.MapReplaySchedule();
        operators.MapGetLoad();
    }
}
