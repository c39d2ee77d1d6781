namespace Nanobot.Services.Scheduler.Tests.Support;

/// <summary>One scheduler for the tests of a class, which leave its clock alone and take a tenant each.</summary>
public sealed class SharedScheduler : IAsyncDisposable, IDisposable
{
    internal SchedulerHost Host { get; } = new();

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public void Dispose() => Host.Dispose();
}
