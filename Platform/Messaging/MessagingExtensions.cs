using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Audit;
using Nanobot.Platform.Messaging.DeadLetters;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Platform.Messaging.Outbox;
using Nanobot.Platform.Messaging.Running;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Messaging;

/// <summary>Events out through the outbox, events in through the inbox.</summary>
public static class MessagingExtensions
{
    /// <summary>
    /// Adds the relay that publishes the outbox and what takes up the topics that the module's definition names: through a
    /// Dapr sidecar where one's ports are set (<c>DAPR_HTTP_PORT</c>, <c>DAPR_GRPC_PORT</c>, or <c>…_ENDPOINT</c>), else through Redis
    /// Streams; <c>Messaging:Transport</c> (<c>redis</c>, <c>dapr</c>, <c>memory</c>) says otherwise. Needs a <c>ModuleDatabase</c> and, for Redis,
    /// a <c>ModuleCache</c>; section <c>Messaging</c>. A sidecar proves itself by <c>APP_API_TOKEN</c>.
    /// </summary>
    public static void AddMessaging(this IHostApplicationBuilder builder)
    {
        builder.AddBus();
        builder.Services.AddSingleton<WakeSignal<OutboxRelay>>();
        builder.Services.AddSingleton<WakeSignal<AuditTelling>>();
        builder.Services.AddSingleton<IOutbox, OutboxWriter>();
        builder.Services.TryAddSingleton<IAuditTrail, AuditEvents>();
        builder.Services.AddSingleton<RefusalTrail>();
        builder.Services.TryAddSingleton<SubscriptionList>();
        builder.Services.AddSingleton<OutboxEpoch>();
        builder.Services.AddSingleton<EventSigner>();
        builder.Services.AddSingleton<MessagePurge>();
        builder.Services.AddSingleton<DatabaseOutage>();
        builder.Services.AddSingleton<EventDispatcher>();
        builder.Services.AddSingleton<RunningWork>();
        builder.Services.AddSingleton<IEventReceiver, EventDelivery>();
        builder.Services.AddHostedService<OutboxRelay>();
    }

    /// <summary>Adds the desk at which operators work on events that were put aside. Needs a <c>ModuleCache</c>, whatever carries the events.</summary>
    public static void AddDeadLetterDesk(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<StreamCommands>();
        builder.Services.AddSingleton<DeadLetterStreams>();
        builder.Services.AddSingleton(static services => new DeadLetterDesk(
            services.GetRequiredService<DeadLetterStreams>(), services.GetRequiredService<TenantContextCodec>(), services.GetRequiredService<PlatformDb>(),
            services.GetRequiredService<WakeSignal<OutboxRelay>>(), services.GetRequiredService<MessagingMetrics>(), services.GetRequiredService<IOptions<MessagingOptions>>(), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<DeadLetterDesk>>()));
    }

    /// <summary>Adds what tells of changes that concern no tenant; for modules whose operators change such. Needs an <c>IAuditKeeper</c>.</summary>
    public static void AddAuditTelling(this IHostApplicationBuilder builder) => builder.Services.AddHostedService<AuditTelling>();
}
