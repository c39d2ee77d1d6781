using System.Globalization;

namespace Nanobot.Bench.Firings;

/// <summary>Processor time so far, in seconds: of this process, and of the whole PostgreSQL server.</summary>
internal readonly record struct ProcessorTime(double Own, double Postgres)
{
    private const double TicksPerSecond = 100;

    /// <summary>Reads both.</summary>
    /// <param name="postmaster">Process of the server.</param>
    public static ProcessorTime Now(int postmaster) => new(Environment.CpuUsage.TotalTime.TotalSeconds, Postmaster(postmaster));

    /// <summary>The process to which all others of the server belong.</summary>
    public static async Task<int> PostmasterAsync(BenchDatabase database) =>
        Fields(await database.ValueAsync<int>("select pg_backend_pid()"))!.Parent;

    public static ProcessorTime operator -(ProcessorTime after, ProcessorTime before) => new(after.Own - before.Own, after.Postgres - before.Postgres);

    // Of processes that live, and of those that have ended, which the postmaster counts.
    private static double Postmaster(int postmaster) => Directory.EnumerateDirectories("/proc")
        .Select(static path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var process) ? Fields(process) : null)
        .Where(fields => fields is not null && (fields.Process == postmaster || fields.Parent == postmaster))
        .Sum(fields => (fields!.Process == postmaster ? fields.Used + fields.OfEnded : fields.Used) / TicksPerSecond);

    private static Stat? Fields(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new Stat(process, int.Parse(fields[1], CultureInfo.InvariantCulture), Number(11) + Number(12), Number(13) + Number(14));
            long Number(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private sealed record Stat(int Process, int Parent, long Used, long OfEnded);
}
