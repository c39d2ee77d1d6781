using Aspire.Hosting.Engine;

namespace Nanobot.AppHost.Local.Tests.Startup;

public sealed class CommandLineTests
{
    [Fact]
    public void A_bare_ephemeral_means_true() =>
        Assert.Equal(["--ephemeral=true", "--port=81"], CommandLine.Normalise(["--ephemeral", "--port", "81"]));

    [Fact]
    public void Settings_with_a_section_pass() =>
        Assert.Equal(["--Ai:Model=tiny"], CommandLine.Normalise(["--Ai:Model", "tiny"]));

    [Theory]
    [InlineData("--prot")]
    [InlineData("--verbose")]
    [InlineData("run")]
    public void What_is_unknown_is_named(string argument)
    {
        var refused = Assert.Throws<CommandLineException>(() => CommandLine.Normalise([argument, "1"]));
        Assert.Contains(argument, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("http")]
    [InlineData("-1")]
    public void A_port_out_of_range_is_refused(string port) =>
        Assert.Contains("--port", Assert.Throws<CommandLineException>(() => CommandLine.Normalise([$"--port={port}"])).Message, StringComparison.Ordinal);

    [Fact]
    public void Publishing_is_refused_instead_of_running_the_suite() =>
        Assert.Contains(
            "AspireHosting=packages",
            Assert.Throws<CommandLineException>(() => CommandLine.Normalise(["--publisher", "manifest", "--output-path", "x"])).Message,
            StringComparison.Ordinal);
}
