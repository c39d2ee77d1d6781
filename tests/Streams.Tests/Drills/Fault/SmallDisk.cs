using System.Diagnostics;
using Nanobot.Streams.Tests.Running;

namespace Nanobot.Streams.Tests.Drills.Fault;

/// <summary>A directory that is a disk of its own, with room for the reports of a drill and no more, for one process alone (a mount namespace): where the machine lets one be made.</summary>
internal sealed class SmallDisk
{
    private const string Mounts = "mount -t tmpfs -o size=16m,mode=777 none \"$0\" && exec \"$@\"";
    private readonly string _directory = Directory.CreateTempSubdirectory("nanobot-disk-").FullName;
    private ServiceProcess? _process;

    /// <summary>Where it is, as the process has it.</summary>
    public string Path => _directory;

    /// <summary>Whether this machine lets us mount.</summary>
    public static bool IsPermitted { get; } = Permits();

    /// <summary>Makes a process have it, from its next start on.</summary>
    public void Give(ServiceProcess process)
    {
        _process = process;
        process.Within = ["unshare", "-rm", "sh", "-c", Mounts, _directory];
    }

    /// <summary>Takes all the room that there is.</summary>
    public async Task FillAsync()
    {
        var filler = new byte[4096];
        try
        {
            await using var file = File.Open(InProcess("filler"), FileMode.Append);
            while (true)
            {
                await file.WriteAsync(filler);
                await file.FlushAsync();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free() => File.Delete(InProcess("filler"));

    /// <summary>Files that the process has put there.</summary>
    public int Files => Directory.EnumerateFiles(InProcess(""), "*", SearchOption.AllDirectories).Count(static file => System.IO.Path.GetFileName(file) != "filler");

    private string InProcess(string name) => $"/proc/{_process!.Id}/root{_directory}/{name}";

    private static bool Permits()
    {
        try
        {
            using var attempt = Process.Start(new ProcessStartInfo("unshare", ["-rm", "sh", "-c", Mounts, "/mnt", "true"]) { RedirectStandardError = true })!;
            attempt.WaitForExit();
            return attempt.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program.
            return false;
        }
    }
}
