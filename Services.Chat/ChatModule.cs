using Nanobot.Clients.Http;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Data.Hosting;
using Nanobot.Platform.Messaging;
using Nanobot.Platform.Messaging.Running;
using Nanobot.Platform.Metering.Hosting;
using Nanobot.Platform.Models;
using Nanobot.Services.Chat.Agent.Prompting;
using Nanobot.Services.Chat.Agent.SemanticKernel;
using Nanobot.Services.Chat.Answers;
using Nanobot.Services.Chat.Approvals;
using Nanobot.Services.Chat.Approvals.Deciding;
using Nanobot.Services.Chat.Events;
using Nanobot.Services.Chat.Features.GetApproval;
using Nanobot.Services.Chat.Completions;
using Nanobot.Services.Chat.Images;
using Nanobot.Services.Chat.Memory.Consolidating;
using Nanobot.Services.Chat.Models;
using Nanobot.Services.Chat.Notifications;
using Nanobot.Services.Chat.Observability;
using Nanobot.Services.Chat.Runs.Working;
using Nanobot.Services.Chat.Sessions;
using Nanobot.Services.Chat.Sessions.Branching;
using Nanobot.Services.Chat.Sessions.Exporting;
using Nanobot.Services.Chat.Sessions.Searching;
using Nanobot.Services.Chat.Tools.AgentSpawn;
using Nanobot.Services.Chat.Tools.MemoryAppend;
using Nanobot.Services.Chat.Tools.MessageSend;
using Nanobot.Services.Chat.Tools.PreferencesUpdate;
using Nanobot.Services.Chat.Tools.ReportGet;
using Nanobot.Services.Chat.Tools.ReportList;
using Nanobot.Services.Chat.Tools.ReportRequest;
using Nanobot.Services.Chat.Tools.ScheduleCreate;
using Nanobot.Services.Chat.Tools.ScheduleDelete;
using Nanobot.Services.Chat.Tools.ScheduleList;
using Nanobot.Services.Chat.Tools.SessionSearch;
using Nanobot.Services.Chat.Tools.SkillLoad;
using Nanobot.Services.Chat.Tools.WatchlistGet;
using Nanobot.Services.Chat.Tools.WatchlistUpdate;
using Nanobot.Services.Chat.Tools.WebFetch;
using Nanobot.Services.Chat.Tools.WebSearch;
using Nanobot.Services.Chat.Tools.WorkspaceDelete;
using Nanobot.Services.Chat.Tools.WorkspaceEdit;
using Nanobot.Services.Chat.Tools.WorkspaceHistory;
using Nanobot.Services.Chat.Tools.WorkspaceList;
using Nanobot.Services.Chat.Tools.WorkspaceMove;
using Nanobot.Services.Chat.Tools.WorkspaceRead;
using Nanobot.Services.Chat.Tools.WorkspaceRestore;
using Nanobot.Services.Chat.Tools.WorkspaceSearch;
using Nanobot.Services.Chat.Tools.WorkspaceWrite;
using Nanobot.Services.Chat.Tools;
using Nanobot.Services.Chat.Turns;
using Nanobot.Services.Chat.Usage;
using Nanobot.Services.Chat.Workspaces;
using Nanobot.Services.Chat.Workspaces.Archives;
using Nanobot.Services.Chat.Workspaces.Cloning;
using Nanobot.Services.Chat.Workspaces.OwnTemplates;

namespace Nanobot.Services.Chat;

/// <summary>The chat module: assistants, their sessions and workspaces.</summary>
internal static class ChatModule
{
    /// <summary>The module.</summary>
    public static ModuleDefinition Definition { get; } = new()
    {
        Name = Operations.Chat.Module,
        Stores = [new ModuleDatabase("chatdb", typeof(ChatModule).Assembly), new ModuleCache()],
        Services = Add,
        Endpoints = ChatRoutes.Map,
        Topics = Subscriptions.All,
        Publishes = Publications.All,
    };

    /// <summary>Everything that an assistant can do, in the order in which the model is told of it.</summary>
    private static readonly Tool[] Tools =
    [
        Tool.Of<WorkspaceListTool>(),
        Tool.Of<WorkspaceReadTool>(),
        Tool.Of<WorkspaceWriteTool>(),
        Tool.Of<WorkspaceEditTool>(),
        Tool.Of<WorkspaceHistoryTool>(),
        Tool.Of<WorkspaceRestoreTool>(),
        Tool.Of<WorkspaceMoveTool>(),
        Tool.Of<WorkspaceDeleteTool>(),
        Tool.Of<WorkspaceSearchTool>(),
        Tool.Of<MemoryAppendTool>(),
        Tool.Of<WatchlistGetTool>(),
        Tool.Of<WatchlistUpdateTool>(),
        Tool.Of<ReportRequestTool>(),
        Tool.Of<ReportListTool>(),
        Tool.Of<ReportGetTool>(),
        Tool.Of<ScheduleCreateTool>(),
        Tool.Of<ScheduleListTool>(),
        Tool.Of<ScheduleDeleteTool>(),
        Tool.Of<PreferencesUpdateTool>(),
        Tool.Of<WebFetchTool>(),
        Tool.Of<WebSearchTool>(),
        Tool.Of<SessionSearchTool>(),
        Tool.Of<SkillLoadTool>(),
        Tool.Of<MessageSendTool>(),
        Tool.Of<AgentSpawnTool>(),
    ];

    private static void Add(WebApplicationBuilder builder)
    {
        builder.AddMessaging();
        builder.AddMeteredModel();
        builder.AddOwnModels();
        builder.AddUsers();
        builder.AddTenantStandings();
        builder.Services.AddRunningWorkWatch();
        builder.AddRights();
        builder.AddReports();
        builder.AddSchedules();
        builder.AddAgent();
        builder.AddRuns();
        builder.AddMemory();
        builder.AddWebSearch();
        builder.AddValidatedOptions<SpawnOptions, SpawnOptionsValidator>("Spawn");
        builder.Services.AddSingleton<SpawnSlots>();
        builder.Services.AddSingleton<SubAgents>();
        builder.Services.AddTools(Tools);
        builder.Services.AddSingleton<ChatTelemetry>();
        builder.Services.AddSingleton<UsageQuotas>();
        builder.Services.AddSingleton<SessionStore>();
        builder.Services.AddSingleton<SessionLeases>();
        builder.Services.AddSingleton<SessionSearch>();
        builder.Services.AddSingleton<SessionExports>();
        builder.Services.AddSingleton<SessionBranches>();
        builder.AddValidatedOptions<ApprovalOptions, ApprovalOptionsValidator>("Approvals");
        builder.Services.AddSingleton<ApprovalStore>();
        builder.Services.AddSingleton<NotificationStore>();
        builder.Services.AddSingleton<TurnWriter>();
        builder.Services.AddScoped<TurnPreparation>();
        builder.Services.AddScoped<WorkspaceProvisioner>();
        builder.Services.AddScoped<WorkspaceAccess>();
        builder.Services.AddScoped<ConfigView>();
        builder.Services.AddScoped<WorkspaceStore>();
        builder.Services.AddScoped<WorkspaceHistory>();
        builder.Services.AddScoped<WorkspaceMoves>();
        builder.Services.AddScoped<WorkspaceSearch>();
        builder.Services.AddScoped<WorkspaceStats>();
        builder.Services.AddSingleton<UserNotes>();
        builder.Services.AddScoped<WorkspaceExports>();
        builder.Services.AddScoped<WorkspaceImport>();
        builder.Services.AddScoped<WorkspaceClone>();
        builder.Services.AddSingleton<TenantTemplates>();
        builder.Services.AddScoped<WorkspaceImages>();
        builder.Services.AddSingleton<ImportTurns>();
        builder.Services.AddSingleton<FileWriter>();
        builder.Services.AddScoped<Prompts>();
        builder.Services.AddSingleton<TurnBounds>();
        builder.Services.AddSingleton<TurnWindow>();
        builder.Services.AddSingleton<WorkingTurns>();
        builder.Services.AddScoped<TurnService>();
        builder.Services.AddScoped<TurnDoor>();
        builder.Services.AddScoped<ChangePreview>();
        builder.Services.AddScoped<ApprovedCalls>();
        builder.Services.AddScoped<ApprovalDecisions>();
        builder.Services.AddSingleton<ModelCatalogue>();
        builder.Services.AddSingleton<CompletionTrail>();
        builder.Services.AddScoped<CompletionTurns>();
    }
}
