using Microsoft.Extensions.Configuration;
using Nanobot.AllInOne.Install;
using Nanobot.Platform.Core.Configuration;

namespace Nanobot.AllInOne.Tests;

public sealed class KeptKeysTests : IDisposable
{
    private readonly string _directory = Path.Combine(Directory.CreateTempSubdirectory("nanobot-keys-").FullName, "nanobot");

    private string File => Path.Combine(_directory, "keys.json");

    [Fact]
    public void Keys_are_made_once_and_are_the_same_at_each_start()
    {
        var first = KeptKeys.Open(_directory).Settings().ToList();

        Assert.Equal(first, KeptKeys.Open(_directory).Settings());
        Assert.Equal(["Bootstrap:OperatorKey", "Secrets:Keys:0", "Tokens:SigningKey"],
            first.Select(static setting => setting.Key).Where(static key => key.StartsWith("Bootstrap", StringComparison.Ordinal) || key.StartsWith("Secrets", StringComparison.Ordinal) || key.StartsWith("Tokens", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void Nobody_but_their_user_may_read_them()
    {
        KeptKeys.Open(_directory);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void Keys_that_others_may_read_stop_the_start()
    {
        KeptKeys.Open(_directory);
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Assert.Contains("chmod 600", Assert.Throws<StartupException>(() => KeptKeys.Open(_directory)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    public void Keys_that_are_not_whole_stop_the_start_with_the_name_of_the_file(string content)
    {
        KeptKeys.Open(_directory);
        System.IO.File.WriteAllText(File, content);

        Assert.Contains("keys.json", Assert.Throws<StartupException>(() => KeptKeys.Open(_directory).Settings().ToList()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_are_set_are_not_made()
    {
        var told = new ConfigurationBuilder().AddInMemoryCollection([new("Tenancy:TrustedKeys:0", "gateway-1:gateway:…")]).Build();

        Assert.False(KeptKeys.Needed(told));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_directory)!, recursive: true);
}
