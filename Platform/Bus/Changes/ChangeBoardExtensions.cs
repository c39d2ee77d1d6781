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

    /// <summary>
    /// Adds the board and <see cref="IFreshness"/>, by which what is remembered is compared with it; needs a <c>ModuleCache</c> and an
    /// <see cref="IChangeSource"/>.
    /// </summary>
    public static void AddFreshness(this IHostApplicationBuilder builder)
    {
        builder.AddChangeBoard();
        builder.Services.AddSingleton<ChangeMarks>();
        builder.Services.AddSingleton<ChangeTelemetry>();
        builder.Services.AddSingleton<ChangeReader>();
        builder.Services.AddSingleton<IFreshness, Freshness>();
    }
}
