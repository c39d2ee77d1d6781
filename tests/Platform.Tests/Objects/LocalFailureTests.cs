using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Objects;
using Nanobot.Platform.Objects.Local;

namespace Nanobot.Platform.Tests.Objects;

public sealed class LocalFailureTests : IDisposable
{
    private const string Octets = "application/octet-stream";
    private static readonly ObjectKey Key = ObjectKey.Of("tenant-a", "secret-name");
    private readonly string _directory = Directory.CreateTempSubdirectory("nanobot-objects-").FullName;
    private readonly ObjectsHost _host;

    public LocalFailureTests() => _host = new ObjectsHost(("Local:Directory", _directory), ("Timeout", "00:00:30"));

    private string Tenant => Path.Combine(_directory, "hot", "tenant-a");

    public void Dispose()
    {
        _host.Dispose();
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    [Fact]
    public async Task What_a_process_that_died_has_left_is_no_object_and_goes_when_it_is_old()
    {
        await _host.Store.PutAsync(Key, new byte[] { 1 }, Octets);
        var (old, young) = (Path.Combine(Tenant, $".{Guid.NewGuid():N}@"), Path.Combine(Tenant, $".{Guid.NewGuid():N}@"));
        await File.WriteAllTextAsync(old, "half");
        await File.WriteAllTextAsync(young, "half");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));

        Assert.Equal([Key], (await _host.Store.ListAsync(ObjectPrefix.All, null, 10)).Entries.Select(static entry => entry.Key));
        Assert.Equal((false, true), (File.Exists(old), File.Exists(young)));
    }

    [Fact]
    public async Task Readers_see_all_of_what_was_put_or_all_of_what_was_there_before()
    {
        byte[][] contents = [new byte[200_000], new byte[300_000]];
        Array.Fill(contents[1], (byte)1);
        await _host.Store.PutAsync(Key, contents[0], Octets);
        using var end = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var reads = 0;
            for (; !end.IsCancellationRequested; reads++)
            {
                var content = (await _host.Store.GetAsync(Key)).Content.ToArray();
                Assert.Contains(contents, one => one.AsSpan().SequenceEqual(content));
            }

            return reads;
        })).ToArray();

        for (var turn = 1; turn <= 40; turn++)
        {
            await _host.Store.PutAsync(Key, contents[turn % 2], Octets);
            await _host.Store.MoveAsync(Key, turn % 4 < 2 ? ObjectTier.Cold : ObjectTier.Hot);
        }

        await end.CancelAsync();
        Assert.All(await Task.WhenAll(readers), static reads => Assert.True(reads > 0));
        Assert.Empty(Directory.EnumerateFiles(_directory, ".*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_disk_that_is_gone_is_no_disk_without_objects()
    {
        await _host.Store.PutAsync(Key, new byte[] { 1 }, Octets);
        Directory.Move(_directory, _directory + "-away");

        var gone = await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => _host.Store.GetAsync(Key));
        var health = await _host.HealthAsync();

        Assert.Equal(("its directory is gone", HealthStatus.Degraded), (gone.Reason, health.Status));
        Directory.Move(_directory + "-away", _directory);
        Assert.Equal([1], (await _host.Store.GetAsync(Key)).Content.ToArray());
        Assert.Equal(HealthStatus.Healthy, (await _host.HealthAsync()).Status);
    }

    [Fact]
    public async Task A_full_disk_keeps_what_is_there_and_nothing_by_halves()
    {
        var disk = Directory.CreateTempSubdirectory("nanobot-full-").FullName;
        // Only root may mount; elsewhere the file system's own words have to do.
        if (!Environment.IsPrivilegedProcess || Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk) != 0)
        {
            Assert.True(LocalFaults.Of(new IOException($"No space left on device : '{Key}'", 28)).IsFull);
            Directory.Delete(disk);
            return;
        }

        try
        {
            using var host = new ObjectsHost(("Local:Directory", disk));
            await host.Store.PutAsync(Key, new byte[] { 1 }, Octets);

            var full = await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => host.Store.PutAsync(ObjectKey.Of("tenant-a", "large"), new byte[1_000_000], Octets));

            Assert.Equal(("its disk is full", "STORAGE_FULL"), (full.Reason, full.Refusal.Code));
            Assert.Equal([Key], (await host.Store.ListAsync(ObjectPrefix.All, null, 10)).Entries.Select(static entry => entry.Key));
            Assert.Empty(Directory.EnumerateFiles(disk, ".*", SearchOption.AllDirectories));
            Assert.Equal([1], (await host.Store.GetAsync(Key)).Content.ToArray());
            await host.Store.PutAsync(ObjectKey.Of("tenant-a", "small"), new byte[1000], Octets);
        }
        finally
        {
            Run("umount", "-l", disk);
            Directory.Delete(disk, recursive: true);
        }
    }

    [Fact]
    public async Task Only_its_owner_enters_and_what_is_deleted_leaves_no_directory()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await _host.Store.PutAsync(ObjectKey.Of("tenant-a", "a", "b", "c"), new byte[] { 1 }, Octets);
        Assert.All(Directory.EnumerateDirectories(_directory, "*", SearchOption.AllDirectories),
            static directory => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(directory).UnixFileMode));

        await _host.Store.DeleteAsync(ObjectKey.Of("tenant-a", "a", "b", "c"));

        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_directory, "hot")));
    }

    [Fact]
    public async Task What_somebody_else_has_put_there_is_not_read_into_memory_and_not_listed()
    {
        await _host.Store.PutAsync(Key, new byte[] { 1 }, Octets);
        await File.WriteAllTextAsync(Path.Combine(Tenant, "notes.txt"), "by hand");
        await using (var file = File.OpenWrite(Path.Combine(Tenant, "large@")))
        {
            file.SetLength(ObjectLimits.LargestObject + 1L);
        }

        await Assert.ThrowsAsync<StoredDataException>(() => _host.Store.GetAsync(ObjectKey.Of("tenant-a", "large")));
        Assert.Equal(2, (await _host.Store.ListAsync(ObjectPrefix.All, null, 10)).Entries.Count);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
