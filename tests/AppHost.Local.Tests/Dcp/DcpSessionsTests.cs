using System.Diagnostics;
using Aspire.Hosting.Engine.Dcp;

namespace Nanobot.AppHost.Local.Tests.Dcp;

public sealed class DcpSessionsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("nanobot-test-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Only_old_folders_that_no_process_uses_are_removed()
    {
        var abandoned = Folder("nanobot-dcp-abandoned", TimeSpan.FromHours(1));
        var used = Folder("nanobot-dcp-used", TimeSpan.FromHours(1));
        var beginning = Folder("nanobot-dcp-beginning", TimeSpan.Zero);
        var foreign = Folder("another-program", TimeSpan.FromHours(1));
        using var user = Process.Start(new ProcessStartInfo("tail", ["-f", "/dev/null", $"{used}/kubeconfig"]) { RedirectStandardError = true })!;
        try
        {
            var created = new DcpSessions(_root, TimeProvider.System).Create();
            Assert.False(Directory.Exists(abandoned));
            Assert.All([used, beginning, foreign, created], folder => Assert.True(Directory.Exists(folder), folder));
        }
        finally
        {
            user.Kill();
        }
    }

    private string Folder(string name, TimeSpan age)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "kubeconfig"), "");
        Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow - age);
        return folder;
    }
}
