using System.Diagnostics;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Tenants.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task A_start_with_an_operator_key_that_could_be_guessed_ends_with_one_line_that_names_the_setting()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["Tenancy__SigningKeys__0"] = TestContexts.SigningKey,
                ["Persistence__ApplicationPassword"] = "tests-only-password-0123456789",
                ["ConnectionStrings__tenantsdb"] = SuiteStores.Shared.CreateDatabase("tenantsdb"),
                ["ConnectionStrings__cache"] = SuiteStores.Shared.CreateRedis(),
                ["Bootstrap__OperatorKey"] = "twenty-one-characters",
            },
        };
        using var service = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Eventually.Deadline);
        try
        {
            var output = service.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = await service.StandardError.ReadToEndAsync(deadline.Token);
            await service.WaitForExitAsync(deadline.Token);
            Assert.Equal(1, service.ExitCode);
            Assert.Equal("Services.Tenants cannot start: Bootstrap:OperatorKey must have at least 22 characters (Bootstrap__OperatorKey), or be left out.", error.Trim());
            Assert.DoesNotContain("twenty-one", await output, StringComparison.Ordinal);
        }
        finally
        {
            if (!service.HasExited)
            {
                service.Kill(entireProcessTree: true);
            }
        }
    }
}
