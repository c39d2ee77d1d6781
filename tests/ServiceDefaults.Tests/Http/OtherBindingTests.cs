using Microsoft.AspNetCore.Builder;
using Nanobot.Platform.Core.Configuration;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.ServiceDefaults.Tests.Http;

/// <summary>The same without a socket.</summary>
public sealed class InProcessModuleClientTests : ModuleClientTests
{
    protected override string Binding => "in-process";
}

/// <summary>The same through what stands in for a sidecar: it is told whom a call is for, and by whom.</summary>
public sealed class DaprModuleClientTests : ModuleClientTests
{
    protected override string Binding => "dapr";
}

public sealed class BindingSettingTests
{
    [Theory]
    [InlineData("carrier-pigeon", "Modules:chat:Binding must be http, in-process or dapr, not carrier-pigeon.")]
    [InlineData("in-process", "Modules:chat:Binding is in-process, but chat is not in this process: that takes AllInOne.")]
    public void A_binding_that_cannot_be_stops_the_start_with_the_name_of_the_setting(string binding, string reason)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Modules:chat:Binding"] = binding;

        Assert.Equal(reason, Assert.Throws<StartupException>(() => builder.AddModuleAddress("chat")).Message);
    }
}
