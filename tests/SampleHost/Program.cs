using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });
builder.AddExecutable("sleeper", builder.Configuration.GetValue("Sample:Program", "sleep")!, "/", builder.Configuration.GetValue("Sample:Seconds", "100000")!)
    .WithEnvironment("GREETING", "hello");
builder.Build().Run();
