namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>What settings of sources may be.</summary>
internal static class SourceRules
{
    private const long MiB = 1024 * 1024;

    public static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.UserInfo.Length == 0;

    /// <summary>What is wrong with them.</summary>
    public static IEnumerable<string> Check(SourceCacheOptions cache) => Broken(
        (Within(cache.Usual, TimeSpan.Zero, TimeSpan.FromDays(1)), "Evidence:Cache:Usual must be from 00:00:00 to 1.00:00:00"),
        (Within(cache.Least, TimeSpan.Zero, TimeSpan.FromHours(1)), "Evidence:Cache:Least must be from 00:00:00 to 01:00:00"),
        (Within(cache.Most, cache.Least, TimeSpan.FromDays(1)), "Evidence:Cache:Most must be from Evidence:Cache:Least to 1.00:00:00"),
        (Within(cache.Failed, TimeSpan.Zero, TimeSpan.FromMinutes(10)), "Evidence:Cache:Failed must be from 00:00:00 to 00:10:00"),
        (Within(cache.Stale, TimeSpan.Zero, TimeSpan.FromDays(14)), "Evidence:Cache:Stale must be from 00:00:00 to 14.00:00:00"),
        (cache.Bytes is >= MiB and <= 64 * 1024 * MiB, "Evidence:Cache:Bytes must be from 1048576 to 68719476736"),
        (cache.MemoryBytes is >= MiB and <= 16 * 1024 * MiB, "Evidence:Cache:MemoryBytes must be from 1048576 to 17179869184"));

    /// <summary>The same.</summary>
    public static IEnumerable<string> Check(SourceHostOptions hosts) => Broken(
        (hosts.PerSecond is >= 0.01 and <= 1000, "Evidence:Hosts:PerSecond must be from 0.01 to 1000"),
        (hosts.Burst is >= 1 and <= 1000, "Evidence:Hosts:Burst must be from 1 to 1000"),
        (hosts.Concurrency is >= 1 and <= 64, "Evidence:Hosts:Concurrency must be from 1 to 64"),
        (Within(hosts.LongestWait, TimeSpan.Zero, TimeSpan.FromMinutes(2)), "Evidence:Hosts:LongestWait must be from 00:00:00 to 00:02:00"),
        (Within(hosts.LongestPause, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)), "Evidence:Hosts:LongestPause must be from 00:00:01 to 1.00:00:00"));

    /// <summary>The messages of those that do not hold.</summary>
    public static IEnumerable<string> Broken(params IEnumerable<(bool Holds, string Message)> rules) => rules.Where(static rule => !rule.Holds).Select(static rule => rule.Message);

    private static bool Within(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most;
}
