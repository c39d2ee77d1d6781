using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Bus.Dapr;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Bus.Memory;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Core.Configuration;

namespace Nanobot.Platform.Bus;

/// <summary>What carries events between modules.</summary>
internal static class BusExtensions
{
    /// <summary>
    /// Adds the transport: a Dapr sidecar where one's ports are set (<c>DAPR_HTTP_PORT</c>, <c>DAPR_GRPC_PORT</c>, or
    /// <c>…_ENDPOINT</c>), else Redis Streams; <c>Messaging:Transport</c> (<c>redis</c>, <c>dapr</c>, <c>memory</c>) says otherwise. It takes events
    /// from an <see cref="IOutboxBroker"/>'s caller and hands them to the module's <see cref="IEventReceiver"/>.
    /// </summary>
    public static void AddBus(this IHostApplicationBuilder builder)
    {
        builder.AddMessagingOptions();
        builder.Services.AddSingleton<MessagingMetrics>();
        builder.Services.AddSingleton<MessagingActivity>();
        builder.Services.AddSingleton<DeadLetterMetadata>();
        var transport = MessagingTransport.Choose(builder.Configuration);
        builder.Services.AddSingleton(transport);
        if (transport == MessagingTransport.Dapr)
        {
            builder.AddDaprTransport();
        }
        else if (transport == MessagingTransport.Memory)
        {
            builder.AddMemoryTransport();
        }
        else
        {
            builder.Services.AddStreams();
        }
    }

    /// <summary>Gives a topic what the transport needs ahead of the start, where it needs something: a route, or a place in the process's memory.</summary>
    public static void MapTopicRoute(this WebApplication app, string topic)
    {
        app.Services.GetService<DaprRoutes>()?.Map(app, topic);
        app.Services.GetService<MemoryInbox>()?.Take(topic);
    }

    /// <summary>Adds the options of section <c>Messaging</c>.</summary>
    public static void AddMessagingOptions(this IHostApplicationBuilder builder) =>
        builder.AddValidatedOptions<MessagingOptions, MessagingOptionsValidator>("Messaging");

    private static void AddStreams(this IServiceCollection services)
    {
        services.AddSingleton<StreamCommands>();
        services.AddSingleton<PublishedTopics>();
        services.AddSingleton<IOutboxBroker, OutboxPublisher>();
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<StreamReceiver>();
        services.AddHostedService<StreamConsumer>();
        services.AddSingleton<TopicTrim>();
        services.AddHostedService<StreamTrimmer>();
    }
}
