using Nanobot.Clients;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Domain.Agent.SemanticKernel;
using Nanobot.Services.Chat.Domain.Sessions;
using Nanobot.Services.Chat.Domain.Workspaces;
using Nanobot.Services.Chat.Events;
using Nanobot.Services.Chat.Features.DeleteSession;
using Nanobot.Services.Chat.Features.GetSession;
using Nanobot.Services.Chat.Features.ListFiles;
using Nanobot.Services.Chat.Features.ListSessions;
using Nanobot.Services.Chat.Features.ReadFile;
using Nanobot.Services.Chat.Features.SendMessage;
using Nanobot.Services.Chat.Features.WriteFile;
using Nanobot.Services.Chat.Observability;

namespace Nanobot.Services.Chat;

/// <summary>The chat module: assistants, their sessions and workspaces.</summary>
internal static class ChatService
{
    public static void AddChat(this WebApplicationBuilder builder)
    {
        builder.AddModuleDatabase("chatdb", typeof(ChatService).Assembly);
        builder.AddModuleCache("cache");
        builder.AddMessaging();
        builder.AddModelClient();
        builder.AddModuleClient<UsersClient>("tenants");
        builder.AddModuleClient<ReportsClient>("reports");
        builder.AddAgent();
        builder.Services.AddHandlers();
        builder.Services.AddSingleton<ChatMetrics>();
        builder.Services.AddSingleton<SessionStore>();
        builder.Services.AddSingleton<SessionLeases>();
        builder.Services.AddSingleton<TurnWriter>();
        builder.Services.AddScoped<WorkspaceProvisioner>();
        builder.Services.AddScoped<WorkspaceStore>();
        builder.Services.AddScoped<TurnHandler>();
    }

    public static void MapChat(this WebApplication app)
    {
        app.MapGroup("/chat").WithTags("Chat").RequireAuthorization(TenantPolicies.User).MapSendMessage();

        var sessions = app.MapGroup("/sessions").WithTags("Sessions").RequireAuthorization(TenantPolicies.User);
        sessions.MapListSessions();
        sessions.MapGetSession();
        sessions.MapDeleteSession();

        var files = app.MapGroup("/workspace/files").WithTags("Workspace").RequireAuthorization(TenantPolicies.User);
        files.MapListFiles();
        files.MapReadFile();
        files.MapWriteFile();

        app.MapTopics();
    }
}
