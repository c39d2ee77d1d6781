using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Ai.Offline;
using Nanobot.Platform.Ai.OpenAi;
using Nanobot.Platform.Ai.Own;
using Nanobot.Platform.Core.Configuration;

namespace Nanobot.Platform.Ai.Hosting;

/// <summary>Registers the language model behind <see cref="IChatClient"/>; section <c>Ai</c> says which.</summary>
public static class ModelClientExtensions
{
    /// <summary>
    /// Adds one shared, stateless <see cref="IChatClient"/>: the offline model, or OpenAI-compatible servers, and <see cref="ModelChain"/>, by which one stands in for another. A call
    /// that gets no usable answer throws <see cref="ModelUnavailableException"/>, answered as 502 MODEL_UNAVAILABLE. Each call
    /// is a span and is measured, by OpenTelemetry's conventions for generative AI and without a word of what was said. Modules
    /// get it by the ledger's registration alone, so that no call passes it by.
    /// </summary>
    /// <param name="builder">The module's builder.</param>
    /// <param name="around">What stands around it: the container gives out nothing within.</param>
    internal static void AddModelClient(this IHostApplicationBuilder builder, Func<IChatClient, IServiceProvider, IChatClient>? around = null)
    {
        builder.AddValidatedOptions<ModelOptions, ModelOptionsValidator>("Ai");
        builder.Services.AddOptions<OwnModelOptions>().BindConfiguration("Ai:Own");
        builder.Services
            .AddChatClient(static services =>
            {
                var options = services.GetRequiredService<IOptions<ModelOptions>>().Value;
                return options.IsOffline
                    ? new OfflineChatClient(new OfflineConversation(services.GetServices<OfflineToolSkill>(), services.GetServices<OfflineTextSkill>()))
                    : new ModelServers([(options.Model!, Server(services, options)), .. options.Models.Select(further => (further.Model!, Server(services, options.Of(further))))]);
            })
            .Use(around ?? (static (inner, _) => inner))
            // Not its log: that would write what the server sent with an error, and with it parts of prompts.
            .UseOpenTelemetry(NullLoggerFactory.Instance, configure: static telemetry => telemetry.EnableSensitiveData = false)
            // Within all of these: what goes to somebody's own server is metered like everything else.
            .Use(static (inner, services) => new OwnServers(inner, services.GetService<IOwnConnections>(), services.GetRequiredService<IOptions<OwnModelOptions>>(),
                services.GetRequiredService<IOptions<ModelOptions>>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<Random>()));
        builder.Services.AddSingleton<ConfiguredModels>();
        builder.Services.AddSingleton<ModelChain>();
    }

    private static IChatClient Server(IServiceProvider services, ModelOptions options) =>
        OpenAiServer.Create(options, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<Random>());
}
