using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.Changes;

/// <summary>Registers the board of changes.</summary>
public static class ChangeBoardExtensions
{
    /// <summary>Adds <see cref="ChangeBoard"/>; needs a <c>ModuleCache</c>; section <c>Messaging</c>.</summary>
    public static void AddChangeBoard(this IHostApplicationBuilder builder)
    {
        builder.AddMessagingOptions();
        builder.Services.AddSingleton(static services => new ChangeBoard(
            services.GetRequiredService<IConnectionMultiplexer>(), services.GetRequiredService<IOptions<MessagingOptions>>(), services.GetRequiredService<TimeProvider>()));
    }
}
