using System.Text.Json;
using Aspire.Hosting.Engine.Dcp;
using Aspire.Hosting.Engine.Launching;

namespace Nanobot.AppHost.Local.Tests.Dcp;

public sealed class ContainerBodyTests
{
    // The orchestrator makes arguments of the container runtime of them, for every account of the machine to read.
    [Fact]
    public void A_secret_of_a_container_is_not_among_its_variables_but_in_its_file()
    {
        var launch = new Launch("", [], "/", [new("POSTGRES_USER", "postgres", IsSecret: false), new("POSTGRES_PASSWORD", "s3cret", IsSecret: true)], []);

        var body = JsonSerializer.Serialize(
            DcpBodies.Container("postgres-abcdefgh", launch, new ContainerLaunch("postgres", 5432, 5000, "/run/postgres.env", null, "/data")),
            JsonSerializerOptions.Web);

        Assert.DoesNotContain("s3cret", body, StringComparison.Ordinal);
        Assert.Contains("POSTGRES_USER", body, StringComparison.Ordinal);
        Assert.Contains("\"envFiles\":[\"/run/postgres.env\"]", body, StringComparison.Ordinal);
    }
}
