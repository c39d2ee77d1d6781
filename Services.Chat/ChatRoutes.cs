using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Features.AcceptFact;
using Nanobot.Services.Chat.Features.BranchSession;
using Nanobot.Services.Chat.Features.CancelRun;
using Nanobot.Services.Chat.Features.CloneWorkspace;
using Nanobot.Services.Chat.Features.CreateCompletion;
using Nanobot.Services.Chat.Features.DecideApproval;
using Nanobot.Services.Chat.Features.DeleteFile;
using Nanobot.Services.Chat.Features.DeleteNotification;
using Nanobot.Services.Chat.Features.DeleteSession;
using Nanobot.Services.Chat.Features.DeleteTemplate;
using Nanobot.Services.Chat.Features.DiffFile;
using Nanobot.Services.Chat.Features.ExportSession;
using Nanobot.Services.Chat.Features.ExportWorkspace;
using Nanobot.Services.Chat.Features.ForgetFact;
using Nanobot.Services.Chat.Features.GetApproval;
using Nanobot.Services.Chat.Features.GetFact;
using Nanobot.Services.Chat.Features.GetModel;
using Nanobot.Services.Chat.Features.GetRun;
using Nanobot.Services.Chat.Features.GetSession;
using Nanobot.Services.Chat.Features.GetTenantUsage;
using Nanobot.Services.Chat.Features.GetWorkspaceNotes;
using Nanobot.Services.Chat.Features.GetWorkspaceStats;
using Nanobot.Services.Chat.Features.ImportWorkspace;
using Nanobot.Services.Chat.Features.ListApprovals;
using Nanobot.Services.Chat.Features.ListFiles;
using Nanobot.Services.Chat.Features.ListMemory;
using Nanobot.Services.Chat.Features.ListModels;
using Nanobot.Services.Chat.Features.ListNotifications;
using Nanobot.Services.Chat.Features.ListRevisions;
using Nanobot.Services.Chat.Features.ListRuns;
using Nanobot.Services.Chat.Features.ListSessions;
using Nanobot.Services.Chat.Features.ListTemplates;
using Nanobot.Services.Chat.Features.MoveFile;
using Nanobot.Services.Chat.Features.ReadFile;
using Nanobot.Services.Chat.Features.ReadRunEvents;
using Nanobot.Services.Chat.Features.ReadTemplate;
using Nanobot.Services.Chat.Features.RegenerateAnswer;
using Nanobot.Services.Chat.Features.RejectFact;
using Nanobot.Services.Chat.Features.RenameSession;
using Nanobot.Services.Chat.Features.RestoreFile;
using Nanobot.Services.Chat.Features.SearchFiles;
using Nanobot.Services.Chat.Features.SendMessage;
using Nanobot.Services.Chat.Features.TestModel;
using Nanobot.Services.Chat.Features.UndoMemory;
using Nanobot.Services.Chat.Features.WriteFile;
using Nanobot.Services.Chat.Features.WriteTemplate;

namespace Nanobot.Services.Chat;

/// <summary>The routes of the chat module, each group with its policy.</summary>
internal static class ChatRoutes
{
    /// <summary>Adds them.</summary>
    public static void Map(WebApplication app)
    {
        app.MapGroup("").WithTags("Chat").RequireAuthorization(TenantPolicies.User).MapSendMessage();

        var runs = app.MapGroup("").WithTags("Runs").RequireAuthorization(TenantPolicies.User);
        runs.MapListRuns();
        runs.MapGetRun();
        runs.MapReadRunEvents();
        runs.MapCancelRun();

        var openAi = app.MapGroup("").WithTags("OpenAI").RequireAuthorization(TenantPolicies.User);
        openAi.MapCreateCompletion();
        openAi.MapListModels();
        openAi.MapGetModel();
        app.MapGroup("").WithTags("OpenAI").RequireAuthorization(TenantPolicies.Member).MapTestModel();

        var sessions = app.MapGroup("").WithTags("Sessions").RequireAuthorization(TenantPolicies.User);
        sessions.MapListSessions();
        sessions.MapGetSession();
        sessions.MapRenameSession();
        sessions.MapExportSession();
        sessions.MapBranchSession();
        sessions.MapRegenerateAnswer();
        sessions.MapDeleteSession();

        var approvals = app.MapGroup("").WithTags("Approvals").RequireAuthorization(TenantPolicies.User);
        approvals.MapListApprovals();
        approvals.MapGetApproval();
        approvals.MapDecideApproval();

        var notifications = app.MapGroup("").WithTags("Notifications").RequireAuthorization(TenantPolicies.User);
        notifications.MapListNotifications();
        notifications.MapDeleteNotification();

        var memory = app.MapGroup("").WithTags("Memory").RequireAuthorization(TenantPolicies.User);
        memory.MapListMemory();
        memory.MapGetFact();
        memory.MapAcceptFact();
        memory.MapRejectFact();
        memory.MapForgetFact();
        memory.MapUndoMemory();

        var files = app.MapGroup("").WithTags("Workspace").RequireAuthorization(TenantPolicies.User);
        files.MapListFiles();
        files.MapReadFile();
        files.MapWriteFile();
        files.MapDeleteFile();
        files.MapListRevisions();
        files.MapRestoreFile();
        files.MapDiffFile();
        files.MapMoveFile();
        files.MapGetWorkspaceStats();
        files.MapSearchFiles();
        files.MapExportWorkspace();
        files.MapImportWorkspace();

        var administrators = app.MapGroup("").WithTags("Workspace").RequireAuthorization(TenantPolicies.Admin);
        administrators.MapCloneWorkspace();
        administrators.MapListTemplates();
        administrators.MapReadTemplate();
        administrators.MapWriteTemplate();
        administrators.MapDeleteTemplate();

        app.MapGroup("").WithTags("internal").RequireAuthorization(TenantPolicies.Gateway).MapGetTenantUsage();
        app.MapGroup("").WithTags("internal").RequireAuthorization(TenantPolicies.Peer).MapGetWorkspaceNotes();
    }
}
