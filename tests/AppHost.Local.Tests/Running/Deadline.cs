namespace Nanobot.AppHost.Local.Tests.Running;

/// <summary>Waits for conditions of other processes.</summary>
internal static class Deadline
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static CancellationToken Token() => new CancellationTokenSource(Patience).Token;

    public static async Task<T> UntilAsync<T>(Func<T?> find, string what) where T : notnull
    {
        for (var until = DateTime.UtcNow + Patience; DateTime.UtcNow < until; await Task.Delay(100))
            if (find() is { } found)
                return found;
        throw new TimeoutException($"Not within {Patience.TotalSeconds:0} s: {what}");
    }

    public static Task UntilTrueAsync(Func<bool> isTrue, string what) => UntilAsync(() => isTrue() ? what : null, what);
}
