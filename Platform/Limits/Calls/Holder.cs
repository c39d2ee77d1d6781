namespace Nanobot.Platform.Limits.Calls;

/// <summary>This process, as others see it that share limits with it. What it holds counts for as long as it says that it lives.</summary>
internal sealed class Holder
{
    /// <summary>How long what a process holds counts after its last word.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(6);

    /// <summary>How often it says that it lives.</summary>
    public static readonly TimeSpan Pulse = TimeSpan.FromSeconds(2);

    private long _cells;

    /// <summary>Its name, which no other process ever had.</summary>
    public string Process { get; } = Guid.CreateVersion7().ToString("N");

    /// <summary>A number for one thing that it holds; never the same again, so that nothing has to be remembered of what was let go.</summary>
    public long Next() => Interlocked.Increment(ref _cells);

    /// <summary>The name under which others see what has a number.</summary>
    public string NameOf(long number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Process}.{number}");
}
