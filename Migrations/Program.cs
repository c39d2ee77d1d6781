using Nanobot.Migrations;

return await MigrationRun.RunAsync(args);
