using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Work;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.RollCalls;

/// <summary>Registers calls on every process that listens to a name, and what they are answered by. Both need a <c>ModuleCache</c>.</summary>
public static class RollCallExtensions
{
    /// <summary>Adds <see cref="RollCall"/> for a name.</summary>
    public static void AddRollCall(this IServiceCollection services, string name) => services.AddSingleton(provider => new RollCall(
        name, provider.GetRequiredService<IConnectionMultiplexer>(), provider.GetRequiredService<Backoff>(), provider.GetRequiredService<TimeProvider>()));

    /// <summary>
    /// Lets this process be called by a name. What is registered behind it ends before it, so that the process is called on until it has done its last.
    /// </summary>
    /// <param name="services">The module's services.</param>
    /// <param name="name">The name.</param>
    /// <param name="answer">Does what a call stands for; false where it could not. It has a deadline of its own.</param>
    public static void AnswerRollCall(this IServiceCollection services, string name, Func<IServiceProvider, Func<CancellationToken, Task<bool>>> answer) =>
        services.AddSingleton<IHostedService>(provider => new RollCallListener(
            name, answer(provider), provider.GetRequiredService<IConnectionMultiplexer>(), provider.GetRequiredService<Backoff>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RollCallListener>>()));
}
