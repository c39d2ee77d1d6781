using Nanobot.Contracts.Events;
using Nanobot.Platform.Messaging;

namespace Nanobot.Services.Chat.Events;

/// <summary>All that the chat module listens to.</summary>
internal static class Subscriptions
{
    public static void AddHandlers(this IServiceCollection services) =>
        services.AddEventHandler<UserCreated, ProvisionWorkspace>();

    public static void MapTopics(this WebApplication app) =>
        app.MapTopic<UserCreated>();
}
